"""The values that leave identity: who is signed in, and what is known of a person."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.kernel.types import Viewer


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody at the page: as a viewer, with a name and a title to greet by."""

    viewer: Viewer
    name: str
    title: Text | None = None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person's own record, for prefilling her own forms."""

    person: UUID
    full_name: str
    identity_number: str
    born_on: date
    sex: str
    ethnicity: str
    nationality: str
    phone: str
    commune: str
    address: str
    source: Text
    marriage_registered_at: str = ""
    spouse: UUID | None = None


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the demo's people, for the page that switches between them."""

    account: str
    name: str
    title: Text
    office: str | None
    role: str | None
