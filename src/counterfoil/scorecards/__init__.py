"""Scorecards: the practices of platforms, measured from events and tables and not from a questionnaire."""
