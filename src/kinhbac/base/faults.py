"""What is wrong with a definition, where, and what to do about it. Entered through `definitions`."""

from dataclasses import dataclass
from types import TracebackType

from kinhbac.base.text import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right in a file; lines are counted from 1. As plain words, and in order, it is English."""

    file: str
    line: int
    what: Text
    remedy: Text

    def __str__(self) -> str:
        return self.say("en")

    def __lt__(self, other: "Fault") -> bool:
        return (self.file, self.line, str(self)) < (other.file, other.line, str(other))

    def say(self, language: str) -> str:
        """Return the place and both sentences in one language, on one line."""
        return f"{self.file}:{self.line}: {self.what.say(language)}: {self.remedy.say(language)}"


class DefinitionError(Exception):
    """A definition cannot be used; `faults` says why, one entry per thing to put right, at least one."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults: tuple[Fault, ...] = faults


class Gathering:
    """A block whose faults are remembered; a class of its own, for a catalogue goes through a hundred thousand."""

    __slots__ = ("_found",)

    def __init__(self, found: list[Fault]) -> None:
        self._found = found

    def __enter__(self) -> None:
        return

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, DefinitionError):
            return False
        self._found.extend(error.faults)
        return True


class Faults:
    """Collects the faults of a file, so that its author reads them all at once.

    >>> faults = Faults()
    >>> with faults.gather():
    ...     what = Text(vi="tên bị bỏ trống", en="the name is empty")
    ...     raise DefinitionError(Fault("a.yaml", 3, what, Text(vi="viết tên", en="write a name")))
    >>> [str(fault) for fault in faults.found]
    ['a.yaml:3: the name is empty: write a name']
    """

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Remember one fault."""
        self.found.append(fault)

    def gather(self) -> "Gathering":
        """Remember the faults of a block that raises DefinitionError, and go on after it."""
        return Gathering(self.found)

    def check(self) -> None:
        """Raise one DefinitionError with every fault found, sorted by file and line; nothing if there is none."""
        if self.found:
            raise DefinitionError(*sorted(set(self.found)))
