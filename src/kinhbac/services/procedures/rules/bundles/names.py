"""The names by which bundles are known in the journal: their kind, their link, where each part stands."""

from enum import StrEnum

KIND = "bundle"
PARENT = "parent"
"""The link from a part's dossier to the bundle."""
BUNDLE = "bundle"
"""The fact of a dossier that it is a part: of which bundle (`code`), which part, and what its result is to give."""
PARTS = "parts"
"""The fact of a bundle that holds its parts by key, in their order by `place`."""
EID_PARTS = "eid_parts"
"""In the content of a filing: the parts whose fee is what it is because of the applicant's e-identity."""
SYSTEM = "bundles"
"""The machine's own hand, which opens a part when what it waits for has come."""

FILED = "bundle.filed"
RESULT_CAME = "bundle.result_came"
PART_ENDED = "bundle.part_ended"
WITHDRAWN = "bundle.withdrawn"


class At(StrEnum):
    """Where a part stands in its bundle; how its dossier stands, the dossier says."""

    WAITING = "waiting"
    """For other parts' results; it has no dossier yet."""
    OPENED = "opened"
    RESULT = "result"
    """Its result has been issued."""
    ENDED = "ended"
    """Its dossier ended without one."""
    DROPPED = "dropped"
    """It is not opened any more; `why` says why."""


class Why(StrEnum):
    """Why a part is not opened any more."""

    NO_RESULT = "no_result"
    WITHDRAWN = "withdrawn"
    UNFIT = "unfit"
    NO_OFFICE = "no_office"
