"""Rating an ended service, once (NĐ 118/2025 Điều 31, Điều 33)."""

from kinhbac.kernel.types import FactsSet, Refusal
from kinhbac.services.procedures.rules.meaning import Asked, Meant
from kinhbac.services.procedures.rules.turns import refusals

STARS = range(1, 6)


def rate(asked: Asked) -> Meant | Refusal:
    """The applicant says how it was, from 1 to 5 stars, in words if she likes."""
    if asked.state.is_open:
        return refusals.NOT_ENDED
    if asked.state.facts.get("rated"):
        return refusals.RATED_ALREADY
    stars = asked.command.values.get("stars")
    if not isinstance(stars, int) or isinstance(stars, bool) or stars not in STARS:
        return refusals.STARS_UNCLEAR
    criteria = asked.command.values.get("criteria")
    content = {
        "words": asked.words("words"),
        "criteria": {str(key): str(each) for key, each in (criteria or {}).items()},
    }
    return Meant((FactsSet({"rated": stars}),), content if any(content.values()) else None)
