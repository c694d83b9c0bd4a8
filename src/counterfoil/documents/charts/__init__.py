"""How is one chart of a tracking report drawn? As SVG without a script, for a wide page and a phone, in any light."""
