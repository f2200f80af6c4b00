"""The turns of a dossier: everything that may happen to one, each with who may do it and what it does. Pure.

Entered through `table`.
"""
