"""Registers kept in the desk: rights, authorisations, sellers, facilities; and what of them screening uses."""
