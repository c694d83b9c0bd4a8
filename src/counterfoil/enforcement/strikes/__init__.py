"""How many strikes has a party, what follows from them, and what would another policy have changed?"""
