"""How much may be asked of whom, under which law, and what is proven of it? One file to a statute."""
