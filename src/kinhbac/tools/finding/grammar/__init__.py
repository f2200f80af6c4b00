"""Reads what people say: `words` of one thing, `vocabulary` of all, `questions` that judge it; `plain` stores the first two."""
