"""Forms: questions as data, one thing per page, read without loss and judged in both languages.

Entered through `types`, `journey`, `reading`, `whole`, `prefill`, `render` and `review`, all pure; the
templates show what the last two return. What can be derived (which page comes next, what is still open) is never stored.
"""
