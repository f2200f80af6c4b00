"""Every sentence on a screen has its English, and the finder of sentences finds them."""

from gettext import GNUTranslations
from pathlib import Path

import pytest

from scripts import messages

pytestmark = pytest.mark.pure

PAGE = """{% load i18n %}
<div>
        <h1>{% translate "Đăng ký khai sinh" %}</h1>
    <a title="{% translate 'Trang chủ' %}">{{ name|default:_("Không tên") }} it's "fine</a>
  {% blocktranslate count n=days trimmed %}còn {{ n }} ngày
     {% plural %}còn {{ n }} ngày{% endblocktranslate %}
</div>{# {% translate "không ai thấy" %} #}
"""
CODE = """from django.utils.translation import gettext as _, ngettext
def say(n):
    return _("Nộp hồ sơ"), ngettext("%(n)s hồ sơ", "%(n)s hồ sơ", n)
"""
ENGLISH = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def app(tmp_path: Path) -> Path:
    folder = tmp_path / "services" / "births"
    (folder / "templates" / "births").mkdir(parents=True)
    (folder / "apps.py").touch()
    (folder / "templates" / "births" / "page.html").write_text(PAGE)
    (folder / "pages.py").write_text(CODE)
    return folder


def write_english(app: Path, text: str) -> None:
    file = app / messages.ENGLISH
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(ENGLISH + text)


def test_every_sentence_of_the_house_has_its_english():
    faults = messages.missing()
    assert not faults, "\n".join(faults)


def test_no_two_apps_say_the_same_sentence_differently():
    faults = messages.contradictions()
    assert not faults, "\n".join(faults)


def test_sentences_are_found_in_pages_and_in_code(app, tmp_path):
    found = {(sentence.file.name, sentence.words) for sentence in messages.sentences(tmp_path)}
    assert found == {
        ("page.html", "Đăng ký khai sinh"),
        ("page.html", "Trang chủ"),
        ("page.html", "Không tên"),
        ("page.html", "còn %(n)s ngày"),
        ("pages.py", "Nộp hồ sơ"),
        ("pages.py", "%(n)s hồ sơ"),
    }


def test_a_sentence_without_english_is_named_with_its_place(app, tmp_path):
    write_english(app, 'msgid "Trang chủ"\nmsgstr "Home"\n\n#, fuzzy\nmsgid "Nộp hồ sơ"\nmsgstr "Submit"\n')
    faults = messages.missing(tmp_path)
    assert not [fault for fault in faults if "Trang chủ" in fault]
    assert [fault for fault in faults if "births/page.html:3: 'Đăng ký khai sinh' has no English" in fault]
    assert [fault for fault in faults if "pages.py:3: 'Nộp hồ sơ' has no English" in fault]


def test_english_may_fill_only_places_that_the_vietnamese_names(app, tmp_path):
    write_english(
        app, 'msgid "%(n)s hồ sơ"\nmsgid_plural "%(n)s hồ sơ"\nmsgstr[0] "one"\nmsgstr[1] "%(count)s"\n'
    )
    assert [fault for fault in messages.missing(tmp_path) if "a place the Vietnamese does not fill" in fault]


def test_two_englishes_of_one_sentence_are_named(app, tmp_path):
    write_english(app, 'msgid "Trang chủ"\nmsgstr "Home"\n')
    write_english(tmp_path / "site", 'msgid "Trang chủ"\nmsgstr "Front page"\n')
    (fault,) = messages.contradictions(tmp_path)
    assert "'Home'" in fault
    assert "'Front page'" in fault


def test_compiled_sentences_are_read_by_gettext(app, tmp_path):

    write_english(app, 'msgid "Trang chủ"\nmsgstr "Home"\n')
    assert messages.compile_all(tmp_path) == 1
    with (app / messages.ENGLISH).with_suffix(".mo").open("rb") as compiled:
        assert GNUTranslations(compiled).gettext("Trang chủ") == "Home"
