"""Organisations, the people and programs that act for them, and what they let others see."""
