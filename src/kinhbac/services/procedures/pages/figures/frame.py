"""What the pages of figures share: who reads, what time it is, in which language."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import get_language

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import actions as cases
from kinhbac.kernel.types import Viewer
from kinhbac.tools.identity.types import SignedIn


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who is at the page, as a viewer."""
    who: SignedIn = request.who  # type: ignore[attr-defined]  # put there by identity's middleware
    return who.viewer


def now_here() -> datetime:
    """Return this moment in Vietnam, from the one clock of the house."""
    return cases.clock.now().astimezone(HCM)


def spoken(words: Text) -> str:
    """Return words in the language of the page, for what is no page."""
    return words.say("en" if (get_language() or "vi").startswith("en") else "vi")
