"""Keys: how the opaque keys of cases and people are read from text."""

from functools import lru_cache
from uuid import UUID

uuid_from = lru_cache(maxsize=10_000)(UUID)
"""A key from its text; the same few people and cases come again and again."""
