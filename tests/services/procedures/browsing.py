"""What the tests of citizens' pages share: a browser without JavaScript, forms half filled in, pictures to hand in."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from kinhbac.services.procedures.actions import applications
from kinhbac.services.procedures.models import Application
from kinhbac.site.demo import cast
from tests.services.procedures.conftest import BIRTH, MORNING, filled_in, photograph, viewer_of
from tests.support.signing import signed_in


def browser(member: cast.Member | None = cast.LAN, language: str = "vi") -> Client:
    client = Client()
    client.cookies["kinhbac_language"] = language
    if member is not None:
        signed_in(client, member.account)
    return client


def begun(member: cast.Member = cast.LAN, **answers: object):
    """Return an unsent form with these answers by path (dots written as double underlines)."""
    viewer = viewer_of(member)
    application = applications.begin_application(procedure=BIRTH, viewer=viewer, now=MORNING)
    values = {path.replace("__", "."): value for path, value in answers.items()}
    applications.keep_answers(application=application, viewer=viewer, values=values, now=MORNING)
    return application


def upload(name: str = "giay.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photograph().getvalue() if content is None else content)


def page_of(application, page: str) -> str:
    return reverse("application_page", args=[application, page])


def answers_of(application) -> dict:
    return Application.objects.get(pk=application).answers


def at_papers():
    """Return a form that is answered as far as the page for the birth notice, without a paper."""
    application = filled_in()
    viewer = viewer_of(cast.LAN)
    applications.keep_answers(application=application, viewer=viewer, values={"papers.birth_notice": None})
    return application


def picture(kind: str, colour: str = "red") -> bytes:
    out = BytesIO()
    Image.new("RGB", (50, 40), colour).save(out, kind)
    return out.getvalue()
