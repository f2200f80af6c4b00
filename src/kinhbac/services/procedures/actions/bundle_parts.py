"""What follows in a bundle when one of its dossiers has its result, or ends without: told after the commit, done once.

Entered by the listener of entries. A death between an act and this loses nothing: the entry is told again, and a result
that has been noted is not noted twice.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.base.errors import PlainError
from kinhbac.kernel import actions as cases
from kinhbac.kernel import definitions
from kinhbac.kernel.reads import contents_of, entries_of, histories, tied_to
from kinhbac.kernel.types import Actor, CaseState, Closed, Command, Entry, Refused
from kinhbac.services.procedures.actions.bundles import new_code
from kinhbac.services.procedures.reads.published import choices, procedure_of
from kinhbac.services.procedures.rules import names
from kinhbac.services.procedures.rules.answers import current_answers
from kinhbac.services.procedures.rules.bundles.answers import filed_content
from kinhbac.services.procedures.rules.bundles.filing import (
    CodeFor,
    Whole,
    handed_of,
    office_of,
    submitted_values,
    wanted_of,
)
from kinhbac.services.procedures.rules.bundles.giving import GIVES
from kinhbac.services.procedures.rules.bundles.kind import END, RESULT, behind, parts_in, ready
from kinhbac.services.procedures.rules.bundles.names import (
    BUNDLE,
    EID_PARTS,
    PARENT,
    RESULT_CAME,
    SYSTEM,
    At,
    Why,
)
from kinhbac.services.procedures.rules.fees import EID
from kinhbac.services.procedures.rules.handed_in import Handed
from kinhbac.tools.grammar.bundles import NUMBER
from kinhbac.tools.grammar.parts import Part, carried_back, faults_of, parts_of
from kinhbac.tools.grammar.types import Procedure

ISSUED = "dossier.result_issued"
HAND = Actor(system=SYSTEM)


def follow_parts(entry: Entry, state: CaseState) -> None:
    """Tell the bundle of a dossier what has become of it; the seat's `Listener`."""
    if state.kind != names.KIND or BUNDLE not in state.facts:
        return
    whole = next((link.case for link in state.links if link.kind == PARENT), None)
    if whole is None:
        return
    part = str(state.facts[BUNDLE]["part"])
    if entry.name == ISSUED:
        said = contents_of(state.case).get(entry.seq, {})
        _note(whole, lambda bundle: result_command(bundle, part, said.get(GIVES, {}), entry.at), entry.at)
    elif state.facts.get("result") != names.GRANTED and any(
        isinstance(each, Closed) for each in entry.effects
    ):
        _note(whole, lambda _bundle: Command(END, {"part": part}), entry.at)


def _note(whole: UUID, command: Callable[[CaseState], Command], at: datetime) -> None:
    try:
        cases.act(case=whole, command=command, actor=HAND, now=at)
    except Refused:  # it was noted before; the number that was taken goes back with the savepoint
        return


def result_command(
    bundle: CaseState,
    part: str,
    gives: Mapping[str, str],
    now: datetime,
    code_for: CodeFor | None = None,
) -> Command:
    """Return the command by which a bundle notes the result of a part, and opens what waits for nothing any more.

    Args:
        bundle: the locked state.
        part: the key of the part whose result was issued.
        gives: what the result gives besides its number.
        now: aware.
        code_for: gives new dossiers their codes, by default the next ones of the day.
    """
    day = now.astimezone(HCM).date()
    gathered = _Gathered(bundle, part, gives)
    opens: dict[str, Any] = {}
    unfit: dict[str, str] = {}
    for each in gathered.ready():
        try:
            office = office_of(each, definitions.current_directory(), day)
        except PlainError:
            unfit[each.key] = Why.NO_OFFICE.value
            continue
        if faults_of(each, today=day, results=gathered.results, choices=choices(day)):
            unfit[each.key] = Why.UNFIT.value
            continue
        code = code_for(each.key, office) if code_for else new_code(office, day)
        opens[each.key] = gathered.opening(each, code)
    return Command(RESULT, {"part": part, "gives": gathered.results[part], "opens": opens, "unfit": unfit})


class _Gathered:
    """All that is known of a bundle when a part's result comes: its answers as they stand, and the results so far."""

    def __init__(self, bundle: CaseState, part: str, gives: Mapping[str, str]) -> None:
        self.bundle, self.parts = bundle, parts_in(bundle)
        self.rules: Procedure = procedure_of(bundle.definition)
        self.procedures = {
            each["procedure"]: procedure_of(each["definition"]) for each in self.parts.values()
        }
        contents, entries = contents_of(bundle.case), entries_of(bundle.case)
        filed = filed_content(entries, contents)
        self.handed = {each["key"]: Handed(**each) for each in filed.get("components", ())}
        self.eid = {EID: filed[EID]} if EID in filed else {}
        self.eid_parts = filed.get(EID_PARTS, ())
        self.dossiers = {str(each.facts[BUNDLE]["part"]): each for each in tied_to(bundle.case, PARENT)}
        self.results: dict[str, dict[str, str]] = {
            str(content["part"]): dict(content[GIVES])
            for entry in entries
            if entry.name == RESULT_CAME and (content := contents.get(entry.seq))
        }
        number = str(self.dossiers[part].facts.get("result_number", "")) if part in self.dossiers else ""
        self.results[part] = {NUMBER: number, **gives}
        self.answers = self._answers(filed.get("answers", {}))

    def _answers(self, filed: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the answers of the one form, with what was changed in the dossiers since."""
        told = histories({each.case for each in self.dossiers.values()})
        answers = filed
        for each in self._made(filed):
            if each.key in self.dossiers:
                answers = carried_back(answers, each, current_answers(*told[self.dossiers[each.key].case]))
        return answers

    def _made(self, answers: Mapping[str, Any]) -> tuple[Part, ...]:
        filed = [each for each in self.rules.bundle if each.name in self.parts]
        return parts_of(self.rules, answers, self.procedures, self.results, among=filed)

    def ready(self) -> tuple[Part, ...]:
        """Return the parts that wait for nothing any more once this result is there."""
        now = {
            key: {**each, "at": At.RESULT if key in self.results else each["at"]}
            for key, each in self.parts.items()
        }
        keys = ready(now)
        return tuple(each for each in self._made(self.answers) if each.key in keys)

    def proof(self, part: Part) -> Mapping[str, Any]:
        """Return the e-identity because of which a part's fee was fixed as it is, nothing where it was not."""
        return self.eid if part.key in self.eid_parts else {}

    def opening(self, part: Part, code: str) -> dict[str, Any]:
        """Return what opens a part's dossier."""
        facts = self.parts[part.key]
        whole = Whole(
            case=self.bundle.case,
            code=str(self.bundle.code),
            applicant=next(each.person for each in self.bundle.parties if each.role == names.APPLICANT),
            channel=str(self.bundle.facts["channel"]),
            receiving=str(self.bundle.facts[names.RECEIVING]),
            fees={part.key: facts["fee"]},
            behind=behind(self.bundle.facts),
        )
        wanted = wanted_of(self._made(self.answers)).get(part.key, ())
        sources = {key: f"kết quả hồ sơ {each.code}" for key, each in self.dossiers.items()}
        handed = {**handed_of(part, self.rules.components, self.handed, sources), **self.proof(part)}
        values = submitted_values(part, whole, code, wanted, handed)
        return {"definition": facts["definition"], "values": values}
