"""Screening as a service: offers in, decisions with reasons out, with what was live at that moment."""
