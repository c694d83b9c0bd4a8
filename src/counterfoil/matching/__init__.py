"""Which goods in a catalogue, a shipment or a warehouse are the goods that were found to be counterfeit?

On two axes that never help each other: is it the same product, and does it come from the same source? Only both
together are identical offending goods; a good fake carries the genuine GTIN, title and photograph.
"""
