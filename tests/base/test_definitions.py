"""The reader of definitions: values with their line, and faults that name it."""

from datetime import date

import pytest

from kinhbac.base.definitions import DefinitionError, Faults, read
from kinhbac.base.text import Text

pytestmark = pytest.mark.pure

BIRTH = """\
key: birth            # 1
title:
  vi: Đăng ký khai sinh
  en: Registration of birth
fee: 8000             # 5
online: true
since: 2026-01-01
steps:
  - name: receive
    hours: "07:00"    # 10
  - name: decide
code: 01
opens: 13:30
answer: no
note:                 # 15
weight: 1.5
1.001193: x
"""


@pytest.fixture
def file(tmp_path):
    def write(words):
        path = tmp_path / "birth.yaml"
        path.write_bytes(words if isinstance(words, bytes) else words.encode())
        return read(path, "birth.yaml")

    return write


def faults_of(act):
    with pytest.raises(DefinitionError) as caught:
        act()
    return [str(fault) for fault in caught.value.faults]


def test_values_are_plain_python(file):
    root = file(BIRTH)
    assert root.value == {
        "key": "birth",
        "title": {"vi": "Đăng ký khai sinh", "en": "Registration of birth"},
        "fee": 8000,
        "online": True,
        "since": date(2026, 1, 1),
        "steps": [{"name": "receive", "hours": "07:00"}, {"name": "decide"}],
        "code": "01",
        "opens": "13:30",
        "answer": "no",
        "note": None,
        "weight": 1.5,
        "1.001193": "x",
    }
    assert [key for key, _ in root.items()] == list(root.value)


def test_values_by_type(file):
    root = file(BIRTH)
    assert root.need("key").text() == "birth"
    assert root.need("key").choice("birth", "death") == "birth"
    assert root.need("fee").whole() == 8000
    assert root.need("online").flag() is True
    assert root.need("since").day() == date(2026, 1, 1)
    assert root.need("title").bilingual() == Text(vi="Đăng ký khai sinh", en="Registration of birth")
    assert [step.need("name").text() for step in root.need("steps").each()] == ["receive", "decide"]
    assert root.has("note")
    assert not root.has("notes")
    assert root.get("notes") is None


def test_every_value_knows_its_line(file):
    root = file(BIRTH)
    assert (root.file, root.line) == ("birth.yaml", 1)
    assert root.need("title").line == 3
    assert root.need("fee").line == 5
    assert [step.line for step in root.need("steps").each()] == [9, 11]
    assert next(root.need("steps").each()).need("hours").line == 10
    assert root.need("note").line == 15
    fault = root.need("fee").fault(Text(vi="đắt quá", en="too dear"), Text(vi="giảm đi", en="lower it"))
    assert str(fault) == "birth.yaml:5: too dear: lower it"
    assert fault.say("vi") == "birth.yaml:5: đắt quá: giảm đi"


@pytest.mark.parametrize(
    ("ask", "fault"),
    [
        (lambda root: root.need("titel"), 'birth.yaml:1: the key "titel" is missing: add "titel:" here'),
        (lambda root: root.need("fee").text(), "birth.yaml:5: text is expected, found a whole number"),
        (lambda root: root.need("note").text(), "birth.yaml:15: text is expected, found nothing"),
        (lambda root: root.need("key").whole(), "birth.yaml:1: a whole number is expected, found text"),
        (
            lambda root: root.need("online").whole(),
            "birth.yaml:6: a whole number is expected, found true or f",
        ),
        (
            lambda root: root.need("fee").flag(),
            "birth.yaml:5: true or false is expected, found a whole number",
        ),
        (lambda root: root.need("opens").day(), "birth.yaml:13: a day is expected, found text"),
        (lambda root: root.need("key").each(), "birth.yaml:1: a list is expected, found text"),
        (
            lambda root: root.need("steps").items(),
            "birth.yaml:9: a list of keys and values is expected, found",
        ),
        (
            lambda root: root.need("steps").get("a"),
            "birth.yaml:9: a list of keys and values is expected, found",
        ),
        (
            lambda root: root.need("key").choice("births"),
            'birth.yaml:1: "birth" is not allowed here: did you me',
        ),
    ],
)
def test_a_wrong_type_is_one_fault_at_its_line(file, ask, fault):
    root = file(BIRTH)
    (found,) = faults_of(lambda: ask(root))
    assert found.startswith(fault)


def test_unknown_keys_are_named_with_a_suggestion(file):
    root = file("kye: a\nfee: 1\n\nzzz: 2\n")
    assert faults_of(lambda: root.only("key", "fee")) == [
        'birth.yaml:1: the key "kye" is unknown: did you mean "key"?',
        'birth.yaml:4: the key "zzz" is unknown: write one of: key, fee',
    ]
    root.only("kye", "fee", "zzz")


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        ("t:\n  vi: a\n", ['birth.yaml:2: the key "en" is missing: add "en:" here']),
        ("t:\n  vi: a\n  en: ' '\n", ["birth.yaml:3: the text is empty: write the text"]),
        (
            "t:\n  vi:\n  eng: b\n",
            [
                "birth.yaml:2: text is expected, found nothing: write text here",
                'birth.yaml:2: the key "en" is missing: add "en:" here',
                'birth.yaml:3: the key "eng" is unknown: did you mean "en"?',
            ],
        ),
    ],
)
def test_both_languages_are_needed(file, words, faults):
    root = file(words)
    assert faults_of(root.need("t").bilingual) == faults


def test_all_faults_of_a_file_are_told_together(file):
    root = file("a: 1\nb: x\nc: 3\n")
    faults = Faults()
    with faults.gather():
        root.need("b").whole()
    with faults.gather():
        root.need("a").text()
    with faults.gather():
        root.need("c").whole()
    faults.add(root.need("c").fault(Text(vi="quá lớn", en="too large"), Text(vi="lấy 2", en="take 2")))
    assert [fault.split(":")[1] for fault in faults_of(faults.check)] == ["1", "2", "3"]


def test_no_fault_no_error():
    Faults().check()


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("", "birth.yaml:1: the file is empty"),
        ("# only a remark\n", "birth.yaml:1: the file is empty"),
        (
            "a: 1\nb: 2\na: 3\n",
            'birth.yaml:3: the key "a" stands here again: keep one; the first is on line 1',
        ),
        (
            "a:\n  b: 1\n  b: 2\n",
            'birth.yaml:3: the key "b" stands here again: keep one; the first is on line 2',
        ),
        ("a: 1\nb: [1\n", "birth.yaml:3: this is not YAML"),
        ("a: 1\nb: c: d\n", "birth.yaml:2: this is not YAML"),
        ("a: 1\n---\nb: 2\n", "birth.yaml:2: this is not YAML"),
        ("a: \x01\n", "birth.yaml:1: this is not YAML"),
        ("x: 1\na: !!python/object/apply:os.system [ls]\n", "birth.yaml:2: the tag"),
        ("a: !secret x\n", 'birth.yaml:1: the tag "!secret" is not used here'),
        ("a: !!set {x}\n", "birth.yaml:1: the tag"),
        ("x: 1\na: !!int twelve\n", 'birth.yaml:2: "twelve" is not a value of its kind'),
        ("a: !!float nan\n", 'birth.yaml:1: "nan" is not a value of its kind'),
        ("a: 2026-02-30\n", 'birth.yaml:1: "2026-02-30" is not a value of its kind'),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", "birth.yaml:3: a merge (<<) is not used here"),
        ("? [a]\n: 1\n", "birth.yaml:1: a key must be a word"),
        (b"a: 1\nb: \xff\n", "birth.yaml:2: this line is not UTF-8"),
        ("a: " + "x" * 1_000_000, "birth.yaml:1: the file is larger than 1 MB"),
        ("[" * 900_000, "birth.yaml:1: this is nested too deeply"),
        ("- " * 60 + "a", "birth.yaml:1: this is nested too deeply"),
        ("a: &a [*a]\n", "birth.yaml:1: too much is nested or repeated through aliases"),
    ],
)
def test_what_is_not_a_definition_is_refused_with_its_line(file, words, fault):
    (found,) = faults_of(lambda: file(words))
    assert found.startswith(fault)


def test_two_repeated_keys_are_told_together(file):
    assert len(faults_of(lambda: file("a: 1\na: 2\nb: 1\nb: 2\n"))) == 2


def test_an_alias_is_read_but_a_bomb_is_not(file):
    assert file("a: &x [1, 2]\nb: *x\n").value == {"a": [1, 2], "b": [1, 2]}
    layers = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    layers += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 9) + "]" for n in range(1, 9)]
    (found,) = faults_of(lambda: file("\n".join(layers)))
    assert "too much is nested or repeated" in found


def test_marks_apart_from_their_letters_are_joined(file):
    assert file("a: Ba\u0306\u0301c\n").value == {"a": "B\u1eafc"}


def test_a_file_that_is_not_there(tmp_path):
    (found,) = faults_of(lambda: read(tmp_path / "none.yaml", "none.yaml"))
    assert found.startswith("none.yaml:1: the file cannot be read (No such file or directory)")
