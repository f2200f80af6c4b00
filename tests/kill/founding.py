"""Sets up a province for these tests: the catalogue published, the demo's people enrolled, births at every stage.

`python -m tests.kill.founding DATA [COUNT]`. Unlike the demo's dossiers, each is begun as a form, sent and acted on one by
one, and everything is told, so that the evidence can ask for every trace that an act leaves.
"""

import io
import sys
from datetime import datetime
from pathlib import Path

COUNT = 24


def found(count: int) -> None:
    """Found the province that Django has open, with so many births."""
    from django.conf import settings  # noqa: PLC0415  - Django is set up by `main`
    from django.core.management import call_command  # noqa: PLC0415  - as above

    from kinhbac.base.clock import HCM  # noqa: PLC0415  - as above
    from kinhbac.kernel import actions as cases  # noqa: PLC0415  - as above
    from kinhbac.kernel import definitions  # noqa: PLC0415  - as above
    from kinhbac.kernel.tell import tell_all  # noqa: PLC0415  - as above
    from kinhbac.site import demo_mark  # noqa: PLC0415  - as above
    from kinhbac.site.demo.births import births  # noqa: PLC0415  - as above
    from kinhbac.site.demo.cast import enrol_all  # noqa: PLC0415  - as above
    from kinhbac.site.publishing import publish_catalogue  # noqa: PLC0415  - as above

    call_command("migrate", verbosity=0, interactive=False)
    now = cases.clock.now().astimezone(HCM)
    publish_catalogue(settings.KINHBAC_CATALOGUE, now)
    enrol_all()
    for birth in births(count, now, definitions.current_calendar()):
        _make(birth, now)
    tell_all()
    demo_mark.mark(settings.KINHBAC_DATA, "small")


def _make(birth: object, now: datetime) -> None:
    """Bring one birth as far as its acts go, by the same doors as people."""
    from kinhbac.services.procedures.actions import applications, dossiers  # noqa: PLC0415  - as above
    from kinhbac.site.demo.births import Birth, answers  # noqa: PLC0415  - as above
    from kinhbac.site.demo.cast import enrol  # noqa: PLC0415  - as above
    from kinhbac.tools.identity.reads.who import signed_in  # noqa: PLC0415  - as above
    from tests.kill.crew import PROCEDURE, photograph  # noqa: PLC0415  - as above

    assert isinstance(birth, Birth)
    mother = birth.mother()
    enrol(mother)
    viewer = signed_in(mother.account, now.date()).viewer
    form = applications.begin_application(procedure=PROCEDURE, viewer=viewer, now=birth.filed_at)
    paper = applications.attach(
        application=form,
        viewer=viewer,
        path="papers.birth_notice",
        upload=io.BytesIO(photograph("founding", birth.number)),
        now=birth.filed_at,
    )
    given = answers(birth, mother, str(paper.id))
    applications.replace_answers(application=form, viewer=viewer, answers=given, now=birth.filed_at)
    sent = applications.submit(application=form, viewer=viewer, now=birth.filed_at)
    for act, officer, at in birth.acts():
        viewer = signed_in(officer.account, now.date()).viewer
        dossiers.do(sent.case, act, {}, dossiers.Asked(viewer=viewer, now=at))


def main() -> None:
    """Found the province of a data folder."""
    from kinhbac.site.commands.province import open_province  # noqa: PLC0415  - it sets Django up

    open_province(Path(sys.argv[1]))
    found(int(sys.argv[2]) if len(sys.argv) > 2 else COUNT)


if __name__ == "__main__":
    main()
