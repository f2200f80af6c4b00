"""The act that a value of the catalogue comes from."""

from dataclasses import dataclass
from datetime import date

from kinhbac.base.text import Text


@dataclass(frozen=True, slots=True)
class Law:
    """An act and the place in it; `verified` says whether a person compared it with the act's own text."""

    key: str
    act: Text
    from_on: date
    verified: bool
    article: Text | None = None
    note: Text | None = None

    @property
    def told(self) -> Text:
        """Act and article in both languages."""
        return Text(vi=self.cited("vi"), en=self.cited("en"))

    def cited(self, language: str = "vi") -> str:
        """Return act and article as they are cited: "Nghị định số 118/2025/NĐ-CP, khoản 5 Điều 19"."""
        article = f", {self.article.say(language)}" if self.article else ""
        return f"{self.act.say(language)}{article}"
