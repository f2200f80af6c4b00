"""Limits: how often a door may be used from one address, by one person, by one system. Enter by `doors` and `actions`.

Every counted door is named in `types`; its budgets are data of the catalogue. What is not named there is not counted.
"""
