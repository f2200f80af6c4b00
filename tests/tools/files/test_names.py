"""Names that devices give to files."""

import unicodedata

import pytest

from kinhbac.tools.files.names import LONGEST, clean_name, name_to_save
from kinhbac.tools.files.types import Kind

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("giấy chứng sinh.pdf", "giấy chứng sinh.pdf"),
        (unicodedata.normalize("NFD", "giấy chứng sinh.pdf"), "giấy chứng sinh.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Ảnh\\1.jpg", "1.jpg"),
        ("a\x00b\r\nc.jpg", "abc.jpg"),
        ("ảnh\u202egpj.exe", "ảnhgpj.exe"),
        ("  hai   chỗ  .jpg", "hai chỗ .jpg"),
        ("", "tep"),
        ("..", "tep"),
        ("x/", "tep"),
    ],
)
def test_a_name_is_made_harmless(given, clean):
    assert clean_name(given) == clean


@pytest.mark.parametrize(
    ("given", "ending"), [("đ" * 300 + ".jpeg", ".jpeg"), ("x" * 300, "x"), ("a." + "b" * 300, "b")]
)
def test_a_long_name_is_cut_and_keeps_its_ending(given, ending):
    assert len(clean_name(given)) == LONGEST
    assert clean_name(given).endswith(ending)


@pytest.mark.parametrize(
    ("name", "kind", "saved"),
    [
        ("IMG_1.HEIC", Kind.JPEG, "IMG_1.jpg"),
        ("giấy.pdf", Kind.PDF, "giấy.pdf"),
        ("setup.exe", Kind.JPEG, "setup.jpg"),
        ("no ending", Kind.JPEG, "no ending.jpg"),
        (".pdf", Kind.PDF, "tep.pdf"),
    ],
)
def test_a_saved_name_tells_what_the_content_is(name, kind, saved):
    assert name_to_save(name, kind) == saved
