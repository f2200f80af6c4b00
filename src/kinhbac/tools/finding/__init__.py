"""Finding: from a person's own words to what she may mean, whatever kind of thing that is.

Entered through `rules.finder`, which is built from `Findable`s and a `Vocabulary` and kept in memory; `grammar` reads the
words that people use from the catalogue. All pure: it knows no procedure, no database and no page.
"""
