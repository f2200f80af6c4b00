"""What the source never does, seen in its syntax tree: run words as code, build commands, templates or patterns of input,
use weak cryptography, or believe a stranger's certificate. An exception stands here with its reason.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files

pytestmark = pytest.mark.pure

SOURCE = Path("src/kinhbac")
OF_THE_DEMO = ("site/demo", "site/sandbox")
"""What only a demo does: its people are made by dice, its provider plays a stranger."""


@cache
def sources(*, demo: bool = True) -> dict[str, str]:
    """Every file of the package by its path within it; migrations are Django's own."""
    found = [file for file in files(".py") if file.is_relative_to(SOURCE) and "migrations" not in file.parts]
    named = {str(file.relative_to(SOURCE)): (ROOT / file).read_text(encoding="utf-8") for file in found}
    return {name: text for name, text in named.items() if demo or not name.startswith(OF_THE_DEMO)}


@cache
def nodes() -> tuple[tuple[str, ast.Call | ast.Import | ast.ImportFrom], ...]:
    """Every call and every import, with its file; read once."""
    kinds = (ast.Call, ast.Import, ast.ImportFrom)
    return tuple(
        (file, each)
        for file, text in sources().items()
        for each in ast.walk(ast.parse(text))
        if isinstance(each, kinds)
    )


@cache
def calls() -> tuple[tuple[str, str, ast.Call], ...]:
    """Every call: file, what is called as it is written, the call."""
    return tuple((file, ast.unparse(each.func), each) for file, each in nodes() if isinstance(each, ast.Call))


def imported(*, demo: bool = True) -> Iterator[tuple[str, str]]:
    """Every name that is imported: file, the whole name."""
    for file, each in nodes():
        if demo or not file.startswith(OF_THE_DEMO):
            if isinstance(each, ast.Import):
                yield from ((file, name.name) for name in each.names)
            elif isinstance(each, ast.ImportFrom):
                yield from ((file, f"{each.module}.{name.name}") for name in each.names)


def test_the_source_is_seen():
    assert len(sources()) > 300
    assert len(sources(demo=False)) < len(sources())
    assert len(calls()) > 5000


def test_no_words_are_run_as_code():
    run = {"eval", "exec", "compile", "__import__"}
    assert [(file, name) for file, name, _ in calls() if name in run] == []
    reading = ("pickle", "marshal", "shelve", "dill", "code", "codeop", "runpy", "ast")
    assert [(file, name) for file, name in imported() if name.split(".")[0] in reading] == []
    loaded = [
        (file, name, ast.unparse(call))
        for file, name, call in calls()
        if name in {"yaml.load", "yaml.full_load"}
    ]
    assert [
        each for each in loaded if "_Loader" not in each[2]
    ] == []  # ours knows six kinds of words and nothing else


def test_one_program_is_started_as_a_list_of_ours_and_without_a_shell():
    started = [
        (file, name)
        for file, name, _ in calls()
        if name.startswith(("subprocess.", "os.system", "os.popen", "os.exec", "os.spawn", "pty."))
    ]
    assert started == [("site/serving/supervisor.py", "subprocess.Popen")]
    (call,) = [call for _, name, call in calls() if name == "subprocess.Popen"]
    assert ast.unparse(call.args[0]) == "self.command"
    assert "shell" not in {each.arg for each in call.keywords}


def test_no_template_is_built_of_words():
    built = ("Template", "Engine", "from_string", "Environment")
    assert [(file, name) for file, name, _ in calls() if name.split(".")[-1] in built] == []


FORMATS = {
    "base/codes.py": {"self"},  # a pattern of the catalogue, not of str
    "services/procedures/actions/applications.py": {"code_patterns().on(local.date())"},  # as above
    "services/procedures/actions/bundles.py": {"code_patterns().on(day)"},  # as above
    "site/demo/numbers.py": {"self._patterns.on(day)"},  # as above
    "services/procedures/grammar/reminders.py": {"each"},  # tries a sentence of the catalogue with its blanks
    "services/procedures/rules/reminders.py": {"words.vi", "words.en"},  # and fills it
    "tools/grammar/types.py": {"words.vi", "words.en"},  # a letter of the catalogue
    "services/procedures/rules/finding.py": {"words.vi", "words.en"},  # sentences of the file itself
    "tools/forms/sentences.py": {"pattern.vi", "pattern.en"},  # as above
    "site/logs.py": {"super()"},  # a line of a log, not of str
}
OF_THE_FILE = re.compile(r"[A-Z_]+(\.vi|\.en)?|spoken\([A-Z_]+\)")


def test_what_is_filled_in_is_a_sentence_of_ours_or_of_the_catalogue():
    odd = []
    for file, _, call in calls():
        at = call.func
        if (
            isinstance(at, ast.Attribute)
            and at.attr in {"format", "format_map"}
            and not isinstance(at.value, ast.Constant)
        ):
            whole = ast.unparse(at.value)
            if not OF_THE_FILE.fullmatch(whole) and whole not in FORMATS.get(file, ()):
                odd.append((file, whole))
    assert odd == []


PATTERNS = {
    "base/codes.py": "self._expression(",  # of the catalogue, and escaped there
    "base/definitions.py": "f'^(?:{_pattern})$'",  # of the file itself
    "site/copies/form.py": "_NAME",  # as above
    "tools/files/pdf.py": "_NAME_ENDS",  # as above
    "tools/forms/schema_grammar.py": "pattern",  # of the catalogue; tried before it is published, costly ones refused
}


def test_no_pattern_is_built_of_input():
    built = [
        (file, ast.unparse(call.args[0]))
        for file, name, call in calls()
        if name.startswith("re.")
        and call.args
        and not isinstance(call.args[0], ast.Constant)
        and name != "re.escape"
    ]
    assert [each for each in built if PATTERNS.get(each[0], "\0") not in each[1]] == []
    assert [file for file, text in sources().items() if re.search(r"__i?regex\b", text)] == []


def test_words_are_decoded_once_by_django_and_by_nobody_again():
    again = [
        (file, name)
        for file, name in imported()
        if re.search(r"\b(unquote|unescape|unquote_plus|unquote_to_bytes)$", name)
    ]
    assert set(again) == {
        (
            "services/procedures/rules/counter.py",
            "urllib.parse.unquote",
        ),  # of an address that a scanner read from paper
        ("site/environment.py", "urllib.parse.unquote"),  # of the address of the database
    }


MIXED = {
    "services/procedures/pages/citizen/lookup.py",  # the code that a link or the box brings
    "services/procedures/pages/counter/quick.py",  # the procedure, likewise
    "site/pages.py",  # where to go on; an address of ours or none
    "tools/looking/pages.py",  # as above
    "tools/sign_in/own/pages.py",  # as above
}


def test_address_and_body_are_told_apart_but_where_one_stands_for_the_other():
    """Django takes the last of several values; nobody joins what came in the address with what came in the body."""
    mixing = re.compile(
        r"POST\b[^\n]* (?:or|\|) [^\n]*GET\b|GET\b[^\n]* (?:or|\|) [^\n]*POST\b|request\.REQUEST\b|\*\*request\.(GET|POST)"
    )
    assert {file for file, text in sources(demo=False).items() if mixing.search(text)} == MIXED


CIPHERS = {
    "cryptography.exceptions.InvalidTag",
    "cryptography.fernet.Fernet",
    "cryptography.fernet.InvalidToken",
    "cryptography.hazmat.primitives.ciphers.aead.AESGCM",
    "cryptography.hazmat.primitives.hashes.SHA256",
    "cryptography.hazmat.primitives.kdf.hkdf.HKDF",
}


def test_two_ciphers_are_used_and_both_notice_a_change():
    """AES-GCM, and Fernet (AES-CBC with HMAC-SHA256): no mode and no padding is chosen by us."""
    assert {name for _, name in imported() if name.startswith("cryptography.")} == CIPHERS
    others = ("Crypto", "Cryptodome", "nacl", "OpenSSL", "M2Crypto", "ssl", "jwt", "rsa", "ecdsa")
    assert [(file, name) for file, name in imported() if name.split(".")[0] in others] == []


def test_broken_hash_functions_are_used_for_one_list_alone():
    weak = re.compile(r"\b(md4|md5|sha1|ripemd160|crc32|adler32)\b", re.IGNORECASE)
    named = [(file, name) for file, name, _ in calls() if "(" not in name and weak.search(name)]
    chosen = [
        (file, name)
        for file, name, call in calls()
        if name.startswith(("hashlib.", "hmac.")) or "algorithm" in {each.arg for each in call.keywords}
        if any(isinstance(each, ast.Constant) and weak.search(str(each.value)) for each in ast.walk(call))
    ]
    assert named == [
        ("tools/credentials/rules.py", "hashlib.sha1")
    ]  # names in a list of leaked passwords are SHA-1
    assert chosen == []
    salted = [call for _, name, call in calls() if name.split(".")[-1] == "salted_hmac"]
    assert salted
    assert [ast.unparse(call) for call in salted if "algorithm='sha256'" not in ast.unparse(call)] == []


def test_chance_comes_from_the_system_and_dice_are_for_the_demo():
    assert [(file, name) for file, name in imported(demo=False) if name.split(".")[0] == "random"] == []
    assert [(file, name) for file, name in imported(demo=False) if name.endswith("get_random_string")] == []


def test_no_certificate_is_believed_unseen():
    odd = [
        (file, ast.unparse(call))
        for file, _, call in calls()
        for each in call.keywords
        if each.arg in {"verify", "cert_reqs", "check_hostname"}
        and isinstance(each.value, ast.Constant)
        and not each.value.value
    ]
    assert odd == []
    words = re.compile(
        r"CERT_NONE|_create_unverified_context|disable_warnings|\.verify = False|OAUTHLIB_INSECURE"
    )
    assert [file for file, text in sources().items() if words.search(text)] == []


def test_nothing_of_people_is_kept_in_a_cache_of_the_server():
    assert [
        (file, name)
        for file, name in imported()
        if name.startswith("django.core.cache") or "cache_page" in name
    ] == []


SCRIPTS = [file for file in files(".js") if file.is_relative_to(SOURCE)]


def test_there_are_four_scripts():
    assert {file.name for file in SCRIPTS} == {"away.js", "desk.js", "passkey.js", "service-worker.js"}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda file: file.name)
def test_scripts_write_text_as_text_and_lend_no_object_to_others(script):
    words = (ROOT / script).read_text(encoding="utf-8")
    html = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|srcdoc|\beval\(|new Function|setTimeout\(\s*[\"'`]|javascript:"
    lent = r"__proto__|\bprototype\b|Object\.assign|\bfor\s*\([^)]*\bin\b|\[[^\]]*\]\s*=[^=>]|postMessage|jQuery|\$\.extend"
    assert re.findall(html, words) == []
    assert re.findall(lent, words) == []
