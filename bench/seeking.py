"""Publishes 2,000 procedures with their words and asks for them as people do. Run by `bench.within`.

The procedures are copies of the catalogue's, each with the name of one of the province's communes behind every phrase,
so that they are as alike as procedures of one field are; the questions are the catalogue's own.
"""

import itertools
import resource
import time
from datetime import UTC, datetime
from typing import Any

from django.core.management import call_command
from django.db import transaction

from bench.meters import window
from kinhbac.base.definitions import read
from kinhbac.kernel import definitions
from kinhbac.services.procedures.reads.finding import found_on
from kinhbac.services.procedures.reads.published import procedures_on
from kinhbac.site.catalogue import Catalogue, read_catalogue
from kinhbac.site.commands.options import own_catalogue
from kinhbac.site.publishing import plain_definitions, publish
from kinhbac.tools.finding.grammar.plain import Lexicon
from kinhbac.tools.finding.grammar.plain import to_plain as lexicon_to_plain
from kinhbac.tools.finding.grammar.questions import read_questions
from kinhbac.tools.finding.types import Words
from kinhbac.tools.grammar.plain import to_plain

PHRASES = 16
"""Of each procedure, evenly chosen from those of the one it copies."""


def main(count: str) -> dict[str, Any]:
    """Ask among so many procedures; return milliseconds of each question, and what the first one took."""
    folder, now = own_catalogue(), datetime.now(UTC)
    call_command("migrate", verbosity=0, interactive=False)
    fill(read_catalogue(folder), int(count), now)
    questions = [each.ask for each in read_questions(read(folder / "finding" / "questions.yaml"))]
    began = time.perf_counter()
    offered = len(procedures_on(now.date()))
    reading = time.perf_counter() - began
    began = time.perf_counter()
    found_on(questions[0], now.date())
    first = time.perf_counter() - began
    taken: list[float] = []
    with window({}) as spent:
        for asked in questions:
            began = time.perf_counter()
            found_on(asked, now.date())
            taken.append((time.perf_counter() - began) * 1000)
    return {
        "procedures": offered,
        "reading": reading,
        "first": first,
        "milliseconds": taken,
        "cpu": spent.used["bench"] / len(taken) * 1000,
        "other": spent.other,
        "steal": spent.steal,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def fill(catalogue: Catalogue, count: int, now: datetime) -> None:
    communes = sorted({unit.name for unit in catalogue.directory.units})
    models = itertools.cycle(to_plain(each) for _, each in sorted(catalogue.procedures.items()))
    called = itertools.cycle(each for _, each in sorted(catalogue.lexicon.words.items()))
    words: dict[str, Words] = {}
    publish(plain_definitions(catalogue), now)
    with transaction.atomic():
        for number in range(count - len(catalogue.procedures)):
            key, place, like = f"9.{number:06}", communes[number % len(communes)], next(called)
            name = {language: f"{like.phrases[end]} {place}" for language, end in (("vi", 0), ("en", -1))}
            definitions.publish("procedure", key, {**next(models), "key": key, "name": name}, now)
            chosen = like.phrases[:: max(1, len(like.phrases) // PHRASES)][:PHRASES]
            words[key] = Words(
                key, tuple(f"{phrase} {place}" for phrase in chosen), like.never, like.only_with
            )
        lexicon = Lexicon({**catalogue.lexicon.words, **words}, catalogue.lexicon.vocabulary)
        definitions.publish("finding", "province", lexicon_to_plain(lexicon), now)
