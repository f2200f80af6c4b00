"""`kinhbac code`: the first administrator's activation code, and what the machine must say right for signing in."""

import re
import sys

import pytest
from click.testing import CliRunner

from kinhbac.site.commands import main
from kinhbac.site.demo import cast
from kinhbac.site.environment import EnvironmentFault, breached, origin

ENROL = "from kinhbac.site.demo import cast; cast.enrol(cast.YEN); cast.enrol(cast.LAN)"


@pytest.mark.database
def test_the_first_administrator_gets_a_code(province):
    enrolled = province.run(sys.executable, "-c", f"import django; django.setup(); {ENROL}")
    assert enrolled.returncode == 0, enrolled.stderr

    said = province.kinhbac("code", "--number", cast.YEN.number, "--user-name", "Yen")
    assert said.returncode == 0, said.stderr
    code = re.search(r"\b([A-Z2-9]{4}-){2}[A-Z2-9]{4}\b", said.stdout)
    assert code is not None
    assert cast.YEN.name in said.stdout
    assert code[0].replace("-", "") not in province.sql("SELECT * FROM kinhbac_activation")

    for number, name, words in (
        (cast.LAN.number, "lan", "holds a post"),
        ("1", "x1y", "holds a post"),
        (cast.YEN.number, "y", "user name"),
    ):
        said = province.kinhbac("code", "--number", number, "--user-name", name)
        assert said.returncode == 1
        assert words in said.stderr
        assert "Traceback" not in said.stderr


@pytest.mark.pure
def test_without_a_number_it_is_wrong_usage():
    assert CliRunner().invoke(main, ["code"]).exit_code == 2


@pytest.mark.pure
@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("", ((), "localhost")),
        ("https://kinhbac.example", (("https://kinhbac.example",), "kinhbac.example")),
        ("https://kinhbac.example/", (("https://kinhbac.example",), "kinhbac.example")),
        (
            "https://kinhbac.example, https://kinhbac.example:8443",
            (("https://kinhbac.example", "https://kinhbac.example:8443"), "kinhbac.example"),
        ),
    ],
)
def test_the_origin_names_what_passkeys_are_bound_to(monkeypatch, given, found):
    monkeypatch.setenv("KINHBAC_ORIGIN", given)
    assert origin() == found


@pytest.mark.pure
@pytest.mark.parametrize(
    "given",
    [
        "kinhbac.example",
        "http://kinhbac.example",
        "https://a.example,https://b.example",
        "https://a.example/x",
        "https://a.example?a=b",
    ],
)
def test_an_origin_that_protects_nothing_stops_the_start(monkeypatch, given):
    monkeypatch.setenv("KINHBAC_ORIGIN", given)
    with pytest.raises(EnvironmentFault, match="KINHBAC_ORIGIN must look like"):
        origin()


@pytest.mark.pure
def test_a_list_of_leaked_passwords_that_is_not_there_stops_the_start(monkeypatch, tmp_path):
    monkeypatch.setenv("KINHBAC_BREACHED", str(tmp_path / "nowhere"))
    with pytest.raises(EnvironmentFault, match="KINHBAC_BREACHED"):
        breached()
    (tmp_path / "nowhere").write_text("")
    assert breached() == tmp_path / "nowhere"
