"""Errors that teach: what happened and what to do, in both languages. Every room may enter."""

from kinhbac.base.text import Text


class PlainError(ValueError):
    """Something given cannot be used; `what` says why, `remedy` says what to do."""

    def __init__(self, what: Text, remedy: Text) -> None:
        super().__init__(f"{what.en}: {remedy.en}")
        self.what = what
        self.remedy = remedy

    def say(self, language: str) -> str:
        """Return both sentences in one language."""
        return f"{self.what.say(language)}: {self.remedy.say(language)}"
