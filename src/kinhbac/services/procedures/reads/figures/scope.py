"""Which stays a viewer may count: those with offices where she holds a post. A citizen counts none."""

from collections.abc import Mapping

from django.db.models import QuerySet

from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.kernel.directory.errors import NotListed
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.models import Stay
from kinhbac.services.procedures.reads.published import all_procedures
from kinhbac.services.procedures.rules.figures.asked import NOBODY, Asked
from kinhbac.services.procedures.rules.figures.stay import OFFICER


def stays_for(viewer: Viewer, asked: Asked) -> QuerySet[Stay]:
    """Return the stays that the viewer may count, narrowed to what was asked; the period apart."""
    offices = viewer.offices()
    if asked.office:
        offices &= {asked.office}
    stays = Stay.objects.filter(keeper=asked.keeper, office__in=sorted(offices))
    if asked.field:
        stays = stays.filter(field=asked.field)
    if asked.procedure:
        stays = stays.filter(procedure=asked.procedure)
    if asked.keeper == OFFICER and asked.officer:
        stays = stays.filter(person=None if asked.officer == NOBODY else asked.person)
    return stays


def office_name(key: str) -> Text:
    """Return the short name of an office, its key where the directory does not know it."""
    try:
        return definitions.current_directory().office(key).short_name
    except NotListed:
        return Text(vi=key, en=key)


def field_names() -> Mapping[str, Text]:
    """Return the names of the fields of all procedures on offer, by key."""
    return {each.field.key: each.field.name for each in all_procedures()}


def procedure_names() -> Mapping[str, Text]:
    """Return the names of all procedures on offer, by key."""
    return {each.key: each.name for each in all_procedures()}


def named(names: Mapping[str, Text], key: str) -> Text:
    """Return a name, or the key itself where nothing on offer bears it any more."""
    return names.get(key, Text(vi=key, en=key))
