"""What can a platform do to an offer, an account or its money? One class to a file; `registry` lists them."""
