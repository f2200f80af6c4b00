"""Papers and photographs that people hand in: kept once by their content, on disk before their row commits.

Every service that takes a file enters through `actions`, `reads` and `pages`; nobody opens the folder by hand.
"""
