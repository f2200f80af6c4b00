"""Copies: one file that holds a whole province, and a province made from it, on SQLite and PostgreSQL alike.

Enter by `backup.backup` and `restore.checked`, `restore.building`, `loading.load`. The form of the file is in `form`.
"""
