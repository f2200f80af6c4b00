"""A supplement brought to the counter on paper: what stands in the form for each thing that was asked, and its scans."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.datastructures import MultiValueDict

from kinhbac.services.procedures.actions import turns
from kinhbac.services.procedures.actions.dossiers import Asked
from kinhbac.services.procedures.pages.officer.forms import Attempt
from kinhbac.services.procedures.pages.officer.material import Material

MOST_PAPERS = 10
"""Papers for one thing."""


def with_papers(
    attempt: Attempt, material: Material, sent: MultiValueDict[str, Any], asked: Asked
) -> Attempt:
    """Keep the scans that were sent, each for the thing it belongs to, and note them in what was typed.

    Raises:
        Refused: nothing is asked for, or not of this desk.
        UploadRefused: one of them cannot be kept; those before it are kept, and stay in the form.
    """
    typed = dict(attempt.typed)
    for place, _ in enumerate(turns.requested_items(material.state)):
        kept = list(typed.get(f"kept-{place}", ()))
        for upload in sent.getlist(f"files-{place}")[: MOST_PAPERS - len(kept)]:
            file = turns.attach(material.case, upload=upload, asked=asked)
            kept.append(f"{file.id}|{upload.name}")
        typed[f"kept-{place}"] = tuple(kept)
    return replace(attempt, typed=typed)


def answers_of(attempt: Attempt, material: Material) -> list[dict[str, Any]]:
    """Return the answer to each thing that was asked, as the turn takes them."""
    return [
        {
            "item": item,
            "text": attempt.word(f"answer-{place}"),
            "files": [_file(each) for each in attempt.typed.get(f"kept-{place}", ()) if _is_kept(each)],
        }
        for place, item in enumerate(turns.requested_items(material.state))
    ]


def _file(carried: str) -> dict[str, str]:
    key, _, name = carried.partition("|")
    return {"file": key, "name": name[:200]}


def _is_kept(carried: str) -> bool:
    try:
        UUID(carried.partition("|")[0])
    except ValueError:
        return False
    return True
