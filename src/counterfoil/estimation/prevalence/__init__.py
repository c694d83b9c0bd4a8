"""How much of what is sold, shipped and offered is counterfeit, from samples whose probabilities are known."""
