"""Which PDFs are taken."""

import pytest

from kinhbac.tools.files import pdf
from kinhbac.tools.files.types import UploadRefused
from tests.tools.files.papers import PDF, pdf_with

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    "content",
    [
        PDF,
        PDF + b"\r\n" * 20,
        pdf_with(b"/EncryptMetadata false"),  # the word within a longer name is another name
        pdf_with(b"(JavaScript and Launch in plain words)"),
    ],
)
def test_a_plain_paper_is_taken(content):
    pdf.check_pdf(content)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (PDF[: len(PDF) // 2], pdf.BROKEN),
        (PDF.replace(b"%%EOF", b""), pdf.BROKEN),
        (b"\n" + PDF, pdf.BROKEN),
        (pdf_with(b"/Encrypt 9 0 R"), pdf.LOCKED),
        (pdf_with(b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), pdf.ACTING),
        (pdf_with(b"/S /J#61va#53cript"), pdf.ACTING),
        (pdf_with(b"/A << /S /Launch>>"), pdf.ACTING),
        (pdf_with(b"/Type/EmbeddedFile/Length 3"), pdf.ACTING),
        (pdf_with(b"/Names << /EmbeddedFiles 4 0 R >>"), pdf.ACTING),
    ],
)
def test_a_broken_locked_or_acting_paper_is_refused(content, text):
    with pytest.raises(UploadRefused) as refused:
        pdf.check_pdf(content)
    assert refused.value.text == text
