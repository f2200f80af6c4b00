"""The fee as a fact of the dossier: fixed on the day of filing, with its ground, and unknown where it is unknown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kinhbac.base.text import Text
from kinhbac.services.procedures.types import Fee
from kinhbac.tools.grammar import types as grammar
from kinhbac.tools.grammar.facts import EID_ITEMS, EID_LEVEL
from kinhbac.tools.identity.types import EidCard, EidPaper

EID = "eid"
"""In the content of a filing: the e-identity because of which the fee is what it is; nothing where it is not because of it."""


def eid_facts(card: EidCard | None) -> dict[str, Any]:
    """Return the facts that an e-identity gives; none where no record tells of it, for what is unknown waives nothing."""
    if card is None:
        return {}
    return {EID_LEVEL: card.level, EID_ITEMS: [each.key for each in card.papers]}


def eid_behind(fee: grammar.Fee, card: EidCard | None) -> EidCard | None:
    """Return the e-identity where the fee is what it is because of it, else None."""
    return card if {EID_LEVEL, EID_ITEMS} & fee.upon else None


def eid_content(card: EidCard | None) -> dict[str, Any]:
    """Return what the personal content of a filing keeps of the e-identity behind its fee."""
    if card is None:
        return {}
    papers = [
        {"key": each.key, "name": _both(each.name), "since": each.since.isoformat()} for each in card.papers
    ]
    plain = {"level": card.level, "since": card.since.isoformat(), "source": _both(card.source)}
    return {EID: {**plain, "papers": papers}}


def eid_of(content: Mapping[str, Any]) -> EidCard | None:
    """Return the e-identity behind a fee as the content of a filing keeps it, None where it keeps none."""
    plain = content.get(EID)
    if plain is None:
        return None
    return EidCard(
        level=plain["level"],
        since=date.fromisoformat(plain["since"]),
        source=Text(**plain["source"]),
        papers=tuple(
            EidPaper(each["key"], Text(**each["name"]), date.fromisoformat(each["since"]))
            for each in plain["papers"]
        ),
    )


def _both(words: Text) -> dict[str, str]:
    return {"vi": words.vi, "en": words.en}


def fee_facts(fee: grammar.Fee) -> dict[str, Any]:
    """Return what the journal keeps of a fee: whole dong or null, the words and the act."""
    ground = {language: _ground(fee.ground, language) for language in ("vi", "en")}
    return {
        "amount_vnd": fee.amount_vnd,
        "words": _both(fee.words),
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


@dataclass(frozen=True, slots=True)
class FeeSum:
    """The fees of all parts of a bundle: what is known of them, and whether that is all."""

    known_vnd: int
    is_whole: bool


def sum_of(fees: Iterable[Fee]) -> FeeSum:
    """Return the sum of fees; one that is unknown is never taken for nought."""
    amounts = [each.amount_vnd for each in fees]
    known = [each for each in amounts if each is not None]
    return FeeSum(sum(known), len(known) == len(amounts))
