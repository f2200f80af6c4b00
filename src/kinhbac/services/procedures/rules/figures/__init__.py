"""Figures: with whom each dossier was and when, how that is counted in a period, and what the numbers are called. Pure."""
