"""Keeping what the system of e-identities tells of a person; whatever it tells now goes before what it told."""

from uuid import UUID

from django.db import transaction

from kinhbac.tools.identity.models import Eid, EidItem
from kinhbac.tools.identity.types import EidCard


def keep_eid(person: UUID, card: EidCard) -> None:
    """Keep a person's e-identity whole: papers that it does not name any more are gone."""
    source = {"source_vi": card.source.vi, "source_en": card.source.en}
    with transaction.atomic():
        Eid.objects.update_or_create(
            person_id=person, defaults={"level": card.level, "since": card.since, **source}
        )
        EidItem.objects.filter(person=person).delete()
        EidItem.objects.bulk_create(
            EidItem(
                person_id=person,
                item=each.key,
                name_vi=each.name.vi,
                name_en=each.name.en,
                since=each.since,
            )
            for each in card.papers
        )
