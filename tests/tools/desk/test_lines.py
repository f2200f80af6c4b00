"""Lines of the list as they are written: every value in its place and escaped, in both languages, in every shape."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import translation

from kinhbac.base.text import Text
from kinhbac.tools.desk.pages.lines import Line, written
from kinhbac.tools.desk.types import Item, Left
from tests.cast import HOA, NOW

NAME = '<b>Đào & "Mận" {title} %s</b>'
ESCAPED = "&lt;b&gt;Đào &amp; &quot;Mận&quot; {title} %s&lt;/b&gt;"
ITEM = Item(
    number=7_654_321,
    case=UUID(int=5),
    step="s.1",
    kind="permit",
    case_code="H05-<1>",
    title=NAME,
    subject="permit",
    subject_name=Text(vi="Giấy <phép>", en="A <permit>"),
    queue="to_process",
    state="held",
    office="o",
    role="r",
    person=HOA.person,
    since=NOW,
    due_at=NOW + timedelta(days=9),
    sort_at=NOW + timedelta(days=9),
    ended_at=None,
)
LINE = Line(
    item=ITEM,
    left=Left("ontime", Text(vi="Còn 9 ngày", en="9 days left")),
    state=Text(vi="Đang <giữ>", en="In <hand>"),
    url="/works/H05-1?queue=late&q=%C4%90",
    holder="Hoa <x>",
    mine=False,
    is_open=False,
)


def said(line, language="vi", *, ticked=True, across=True):
    with translation.override(language):
        return written([line], ticked=ticked, across=across)


def test_every_value_stands_in_its_place_and_is_escaped():
    line = said(LINE)
    assert f'<span class="line__title">{ESCAPED}</span>' in line
    assert f'value="{UUID(int=5)}:s.1" id="tick-7654321"' in line
    assert "Chọn H05-&lt;1&gt;" in line
    assert 'href="/works/H05-1?queue=late&amp;q=%C4%90"' in line
    assert '<span class="line__due">09:00 07/05/2026</span>' in line
    assert "Giấy &lt;phép&gt; · Đang &lt;giữ&gt; · Hoa &lt;x&gt;" in line
    for left_over in ("<b>", "<phép>", "<giữ>", "<x>", "\ue000"):
        assert left_over not in line


@pytest.mark.parametrize(
    ("line", "has", "has_not"),
    [
        (LINE, "tag--ontime", "aria-current"),
        (replace(LINE, is_open=True), 'aria-current="true"', "của bạn"),
        (replace(LINE, mine=True), "<strong>của bạn</strong>", "Hoa"),
        (replace(LINE, holder="", mine=False), "Đang &lt;giữ&gt;</span>", "Hoa"),
        (
            replace(LINE, left=Left("soon", Text(vi="Ngày mai 09:00", en="Tomorrow 09:00"))),
            "Ngày mai",
            "line__due",
        ),
        (replace(LINE, item=replace(ITEM, ended_at=NOW)), '"line__due">28/04/2026<', "09:00 "),
        (replace(LINE, item=replace(ITEM, due_at=None)), "Còn 9 ngày", "line__due"),
        (replace(LINE, item=replace(ITEM, title="")), 'line__title">Giấy &lt;phép&gt;<', "Đào"),
    ],
)
def test_each_shape_says_what_is_so(line, has, has_not):
    assert has in said(line)
    assert has_not not in said(line)


def test_english_and_what_a_list_leaves_out():
    line = said(LINE, "en", ticked=False, across=False)
    assert "9 days left" in line
    assert "A &lt;permit&gt; · Hoa" in line
    assert "checkbox" not in line


def test_no_lines_are_no_words():
    assert written([], ticked=True, across=True) == ""
