"""Do two lots of goods come from one source: seller, supplier, shipment, lot, serial numbers, a fault of the label?"""
