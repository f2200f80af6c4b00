"""The fee as a fact of the dossier: fixed on the day of filing, with its ground, and unknown where it is unknown."""

from collections.abc import Mapping
from typing import Any

from kinhbac.base.text import Text
from kinhbac.services.procedures.types import Fee
from kinhbac.tools.grammar import types as grammar


def fee_facts(fee: grammar.Fee) -> dict[str, Any]:
    """Return what the journal keeps of a fee: whole dong or null, the words and the act."""
    ground = {language: _ground(fee.ground, language) for language in ("vi", "en")}
    return {
        "amount_vnd": fee.amount_vnd,
        "words": {"vi": fee.words.vi, "en": fee.words.en},
        "law": ground,
        "verified": fee.ground.verified,
    }


def _ground(law: grammar.Law, language: str) -> str:
    article = f", {law.article.say(language)}" if law.article else ""
    return f"{law.act.say(language)}{article}"


def fee_of(facts: Mapping[str, Any]) -> Fee:
    """Return the fee that a dossier's facts hold."""
    plain = facts["fee"]
    return Fee(
        amount_vnd=plain["amount_vnd"],
        ground=Text(vi=plain["words"]["vi"], en=plain["words"]["en"]),
        law=Text(vi=plain["law"]["vi"], en=plain["law"]["en"]),
        verified=plain["verified"],
    )
