"""What must be true afterwards, whoever was killed when: each check returns what is not so, in words."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from tests.kill.books import Books, Line

TOLD = ("dossier.submitted", "dossier.received", "dossier.result_issued", "dossier.handed_over")
"""Entries of which the applicant is told on a normal day: those for which 1.001193 has a letter."""

Told = Callable[[Line, Mapping[int, str]], bool]
"""Says of an entry, and the names of all entries of its case by their places, whether the applicant is told of it."""


@dataclass(frozen=True)
class Acknowledged:
    """What a client holds in its hand after an act: its key (None: the act needs none), and the receipt."""

    name: str
    key: str | None
    case: UUID
    seq: int
    hash: str
    code: str


@dataclass(frozen=True)
class Keyed:
    """What a client was told of without a receipt, by a page: its entry bears the key."""

    name: str
    key: str
    case: UUID


@dataclass(frozen=True)
class Before:
    """How the books stood before a round."""

    hashes: frozenset[str]
    cases: frozenset[UUID]

    @classmethod
    def of(cls, books: Books) -> "Before":
        """Return how the books stand now."""
        return cls(frozenset(line.hash for line in books.journal()), frozenset(books.cases()))


def faults(
    books: Books,
    before: Before,
    receipts: Sequence[Acknowledged],
    uploads: Mapping[UUID, UUID],
    keyed: Sequence[Keyed] = (),
    told: Told | None = None,
) -> list[str]:
    """Return everything that does not hold.

    Args:
        books: as they are now.
        before: as they were before the round.
        receipts: of every act of the round that was acknowledged.
        uploads: the files that were acknowledged, each with the case in whose answers it must stand.
        keyed: acts of the round that were told of without a receipt.
        told: of which entries the applicant is told; those of TOLD where nothing is said.
    """
    return [
        *_receipts_against_journal(books, before, receipts, keyed),
        *_keyed_once(books, before, keyed),
        *_sent_once(books, before, receipts),
        *_unbroken(books.codes(), "codes"),
        *_unbroken(books.result_numbers(), "results"),
        *_told_once(books, told or (lambda line, _names: line.name in TOLD)),
        *_papers(books, uploads),
        *_witnessed(books),
    ]


def _receipts_against_journal(
    books: Books, before: Before, receipts: Sequence[Acknowledged], keyed: Sequence[Keyed]
) -> Iterator[str]:
    """Every acknowledged act is in the journal exactly once, by receipt and by key; and nothing else is."""
    new = [line for line in books.journal() if line.hash not in before.hashes]
    by_hash, by_key = Counter(line.hash for line in new), Counter(line.key for line in new if line.key)
    places = {line.hash: (line.case, line.seq, line.name) for line in new}
    for each in receipts:
        if by_hash[each.hash] != 1:
            yield f"acknowledged {each} stands {by_hash[each.hash]} times in the journal"
        elif places[each.hash] != (each.case, each.seq, each.name):
            yield f"acknowledged {each} stands as {places[each.hash]}"
        if each.key is not None and by_key[each.key] != 1:
            yield f"the key of {each} stands {by_key[each.key]} times in the journal"
    acknowledged = Counter(each.hash for each in receipts)
    yield from (
        f"acknowledged twice as two acts: {mark}" for mark, times in acknowledged.items() if times > 1
    )
    by_page = {each.key for each in keyed}
    for line in new:
        if line.hash not in acknowledged and line.key not in by_page:
            yield f"nobody was told that {line.name} of {line.case}, entry {line.seq}, was done"
    numbers = Counter(line.hash for line in books.journal())
    yield from (f"{times} entries have the hash {mark}" for mark, times in numbers.items() if times > 1)


def _keyed_once(books: Books, before: Before, keyed: Sequence[Keyed]) -> Iterator[str]:
    """Every act that a page told of is in the journal once, by its key, in its case."""
    new = [line for line in books.journal() if line.hash not in before.hashes]
    times = Counter(line.key for line in new)
    lines = {line.key: line for line in new}
    for each in keyed:
        if times[each.key] != 1:
            yield f"{each} stands {times[each.key]} times in the journal"
        elif (lines[each.key].name, lines[each.key].case) != (each.name, each.case):
            yield f"{each} stands as {lines[each.key].name} of {lines[each.key].case}"


def _sent_once(books: Books, before: Before, receipts: Sequence[Acknowledged]) -> Iterator[str]:
    """Every form became one dossier, with the code that was told; every dossier came from one form."""
    cases, forms = books.cases(), books.sent_forms()
    told = {each.case: each.code for each in receipts if each.name == "dossier.submitted"}
    for case, code in told.items():
        if case not in cases or cases[case].code != code:
            yield f"{code} was told to the applicant, and {cases.get(case)} stands there"
    for case in set(cases) - before.cases - set(told):
        yield f"nobody was told of the dossier {cases[case].code}"
    times = Counter(case for case in forms.values() if case is not None)
    yield from (f"{cases[case].code} came from {times[case]} forms" for case in cases if times[case] != 1)
    yield from (f"form {form} was not sent" for form, case in forms.items() if case is None)


def _unbroken(series: Mapping[object, list[int]], what: str) -> Iterator[str]:
    """Numbers run from 1 on without repeat and without hole."""
    for name, numbers in series.items():
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"{what} of {name} are {numbers}"


def _told_once(books: Books, told: Told) -> Iterator[str]:
    """Every applicant has one message and one mail for each told entry, and none besides."""
    journal = books.journal()
    names: dict[UUID, dict[int, str]] = defaultdict(dict)
    for line in journal:
        names[line.case][line.seq] = line.name
    entries = {(line.case, line.seq) for line in journal if told(line, names[line.case])}
    due = {(person, case, seq) for case, person in books.applicants() for of, seq in entries if of == case}
    had = Counter(books.messages())
    yield from (f"no message about {each}" for each in sorted(due - set(had), key=str))
    yield from (f"a message about {each}, which nothing told" for each in sorted(set(had) - due, key=str))
    yield from (f"{times} messages about {each}" for each, times in had.items() if times > 1)
    mails = {(person, case, seq) for case, seq, person in books.mails()}
    if mails != due:
        yield f"the outbox lacks {due - mails} and has besides {mails - due}"
    yield from (f"{each} is no mail" for each in books.drafts())


def _papers(books: Books, uploads: Mapping[UUID, UUID]) -> Iterator[str]:
    """Every file that was acknowledged, or that an answer names, has its row and its content."""
    papers, named = books.papers(), books.papers_named()
    for key in set(uploads) - named:
        yield f"file {key} was acknowledged, and the answers of {uploads[key]} do not name it"
    for key in named - set(papers):
        yield f"file {key} is named by an answer, and has no row"
    for paper in papers.values():
        if not books.paper_holds(paper):
            yield f"the content of {paper} is missing or damaged"


def _witnessed(books: Books) -> Iterator[str]:
    """Every entry stands in the seals' files."""
    seen = books.witnessed()
    for line in books.journal():
        if (line.case, line.seq, line.hash) not in seen:
            yield f"{line.name} of {line.case}, entry {line.seq}, was never witnessed"
