"""What is a facility asked about goods that were found to be counterfeit, and what does it answer?"""
