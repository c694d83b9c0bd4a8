"""Transparency reports: what a platform received, decided and got wrong in a period, counted."""
