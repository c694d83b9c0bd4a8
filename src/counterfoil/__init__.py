"""Counterfoil: finds counterfeit goods sold online and carries each find through to what is done about it.

This package is the engine: tables in, tables out. `counterfoil.run` alone reads and writes files.
"""

__version__ = "0.1.0"
