"""Identity: accounts, the people behind them and the posts they hold; who is asking, and which doors are open to whom.

Enter by `reads.viewer_of`, `doors` (every route names one) and `actions`.
"""
