"""The desk: one list for an officer, whatever the kind of work, in the order of the time that is left.

Kinds of work take their seat in `seats`; enter by `reads` (an inbox, its counts), `actions` (take, assign, many at
once) and `pages.frame.panes`, which puts the list beside a kind's own page.
"""
