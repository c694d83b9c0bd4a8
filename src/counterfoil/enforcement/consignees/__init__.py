"""Who counts as the consignee of goods, whose stock does a facility hold, and what enters free of duty for its value?

The rules are data, one small file to a rule (`rules/`), each with its days, its source and how far it was verified.
"""
