"""What the pages wear: readable pairs of colours, small files, nothing from outside, meaning in words."""

import gzip
import importlib.util
import json
import re
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import Context, Engine

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text

pytestmark = pytest.mark.pure

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "frontend"
SITE = ROOT / "src/kinhbac/site"
BUILT = SITE / "static/built"
TOKENS = (FRONTEND / "src/_tokens.scss").read_text()

WORDS = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-2", "indigo", "vermilion", "verdigris", "ash")
        for ground in ("paper", "paper-2")
    ),
    *((ink, "field") for ink in ("ink", "ink-2", "indigo", "vermilion", "verdigris")),
    *(
        (ink, f"{wash}-wash")
        for ink in ("ink", "ink-2")
        for wash in ("indigo", "vermilion", "sophora", "verdigris")
    ),
    *((colour, f"{colour}-wash") for colour in ("indigo", "vermilion", "verdigris")),
    *(("on-colour", ground) for ground in ("indigo", "indigo-2", "vermilion", "vermilion-2", "verdigris")),
    ("indigo-2", "paper"),
    ("vermilion-2", "vermilion-wash"),
    ("on-sophora", "sophora"),
]
SIGNS = [
    *(
        (line, ground)
        for line in ("ink", "ink-2", "indigo", "ash")
        for ground in ("paper", "paper-2", "field")
    ),
    ("indigo", "indigo-wash"),
]


def tokens(theme: str) -> dict[str, str]:
    body = re.search(rf"@mixin {theme} \{{(.*?)\n\}}", TOKENS, re.DOTALL)
    assert body
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", body[1]))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("least", "pairs"), [(4.5, WORDS), (3.0, SIGNS)], ids=["words", "signs"])
def test_every_pair_can_be_read(theme, least, pairs):
    colours = tokens(theme)
    ratios = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert not {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < least}


def test_both_themes_name_the_same_colours():
    assert tokens("light").keys() == tokens("dark").keys()


def test_the_browser_bar_is_of_the_same_paper():
    frame = (SITE / "templates/site/frame.html").read_text()
    assert re.findall(r'theme-color.*content="(#\w+)"', frame) == [
        tokens("light")["paper"],
        tokens("dark")["paper"],
    ]


def test_what_is_served_comes_from_these_sources():
    spec = importlib.util.spec_from_file_location("frontend_build", FRONTEND / "build.py")
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    assert build.is_current(), "run .venv/bin/python frontend/build.py"


def test_a_first_visit_stays_under_100_kb():
    style = len(gzip.compress((BUILT / "kinhbac.css").read_bytes(), 9))
    fonts = sum(font.stat().st_size for font in BUILT.glob("fonts/*.woff2"))
    assert style < 16_000
    assert fonts < 70_000
    assert style + fonts < 90_000  # the page itself and its sign take the rest


@pytest.mark.parametrize("name", ["kinhbac.css", "sheet.css"])
def test_styles_ask_nobody_and_wear_no_other_government(name):
    style = (BUILT / name).read_text()
    addresses = re.findall(r"url\(\"?([^)\"]*)", style)
    assert addresses
    assert [address for address in addresses if not (BUILT / address).is_file()] == []
    assert not re.search(r"GDS Transport|crest|crown|@import", style)


def test_pages_carry_no_script_no_inline_style_and_no_outside_address():
    faults = [
        f"{page.relative_to(SITE)}: {found}"
        for page in sorted((SITE / "templates").rglob("*.html"))
        for found in re.findall(r"<script|\sstyle=|(?:src|href)=\"(?:https?:)?//", page.read_text())
    ]
    assert faults == []


def test_the_lock_names_no_registry_and_keeps_every_hash():
    packages = json.loads((FRONTEND / "package-lock.json").read_text())["packages"]
    fetched = {name: package for name, package in packages.items() if name}
    assert [name for name, package in fetched.items() if "resolved" in package] == []
    assert [name for name, package in fetched.items() if not package["integrity"].startswith("sha512-")] == []


# The components, as Vietnamese pages show them.

ENGINE = Engine(
    dirs=[str(SITE / "templates")],
    libraries={"speech": "kinhbac.site.templatetags.speech", "i18n": "django.templatetags.i18n"},
)


def shown(component: str, **context: object) -> str:
    page = ENGINE.get_template(f"site/components/{component}.html").render(Context(context))
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("late", "Quá hạn"),
        ("soon", "Sắp đến hạn"),
        ("ontime", "Trong hạn"),
        ("done", "Đã xong"),
        ("paused", "Tạm dừng"),
        ("neutral", "Không áp dụng"),
    ],
)
def test_a_tag_says_its_kind_in_a_word_and_a_sign(kind, word):
    assert shown("tag", kind=kind) == word
    assert shown("tag", kind=kind, word=Text(vi="Chờ ký", en="To be signed")) == "Chờ ký"
    drawn = ENGINE.get_template("site/components/tag.html").render(Context({"kind": kind}))
    assert '<svg class="sign"' in drawn


def test_a_path_says_where_each_step_stands():
    steps = [
        {"name": "Nộp", "state": "done"},
        {"name": "Ký", "state": "now"},
        {"name": "Trả", "state": "next"},
    ]
    assert shown("path", steps=steps) == "Nộp Đã xong Ký Đang làm 3 Trả Tiếp theo"
    drawn = ENGINE.get_template("site/components/path.html").render(Context({"steps": steps}))
    assert drawn.count('aria-current="step"') == 1


def line(day: date, **other: object) -> SimpleNamespace:
    whole = {"counted": None, "minutes": None, "reason": Text(vi="vì", en="because"), "provisional": False}
    return SimpleNamespace(day=day, **{**whole, **other})


def test_a_deadline_shows_its_moment_and_every_day_of_its_sum():
    due = SimpleNamespace(
        at=datetime(2026, 5, 5, 17, tzinfo=HCM),
        provisional=True,
        sum=[
            line(date(2026, 5, 3)),
            line(date(2026, 5, 4), minutes=200),
            line(date(2026, 5, 5), counted=1, provisional=True),
        ],
    )
    page = shown("deadline", due=due)
    assert page.startswith("Hạn: 17:00 thứ Ba 05/05/2026 Tạm tính")
    assert page.endswith(
        "Chủ nhật 03/05/2026 – vì thứ Hai 04/05/2026 3 giờ 20 phút vì thứ Ba 05/05/2026 1 vì (chưa chính thức)"
    )


@pytest.mark.parametrize("due", [None, SimpleNamespace(at=None, sum=(), provisional=False)])
def test_no_term_is_said(due):
    assert shown("deadline", due=due) == "Pháp luật không đặt thời hạn cho việc này."


def test_a_summary_of_no_errors_is_nothing():
    assert shown("error_summary", errors=[]) == ""
    assert shown("error_summary", errors=[{"href": "#a", "text": "Nhập tên"}]) == "Có chỗ cần sửa Nhập tên"


@pytest.mark.parametrize("status", [400, 403, 404, 413, 429, 500])
@pytest.mark.parametrize("part", ["happened", "safe", "act"])
def test_each_failure_has_its_three_sentences(status, part):
    assert shown("failed_words", status=status, part=part)
    assert shown("failed_words", status=status, part=part, **{part: "đúng lời này"}) == "đúng lời này"


def test_values_are_escaped():
    assert "<b>" not in ENGINE.get_template("site/components/summary_row.html").render(
        Context({"key": "<b>", "value": "<b>", "source": "<b>"})
    )
