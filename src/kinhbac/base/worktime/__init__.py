"""Working time: terms, the calendar of days on and off, and due moments with the sum behind them.

Entered by every room that has a term. Civil Code 2015, articles 145 to 148; Labour Code 2019, articles 111
and 112. Take names from `terms`, `calendar`, `due` and `reader`.
"""
