"""Work in a process of its own: what it loads stays there, what goes wrong is told with its code."""

import os
import signal
import sys

import click
import pytest

from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text
from kinhbac.site.commands.apart import apart
from kinhbac.site.commands.troubles import AskedWrongly

pytestmark = pytest.mark.pure


def test_what_is_loaded_and_said_in_it_is_not_left_here(capfd):
    def work() -> None:
        sys.modules["a_large_library"] = sys
        os.environ["KINHBAC_LEFT"] = "here"
        click.echo("done")

    apart(work)

    assert "a_large_library" not in sys.modules
    assert "KINHBAC_LEFT" not in os.environ
    assert capfd.readouterr().out == "done\n"


def refused() -> None:
    raise AskedWrongly("say a day")


def unfit() -> None:
    raise PlainError(Text(vi="năm 2031 thiếu", en="2031 is missing"), Text(vi="thêm năm", en="add that year"))


def broken() -> None:
    raise RuntimeError("a fault of ours")


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("work", "code", "words"),
    [
        (refused, 2, "kinhbac: say a day"),
        (unfit, 1, "2031 is missing: add that year"),
        (broken, 1, "RuntimeError: a fault of ours"),
        (killed, 128 + signal.SIGKILL, ""),
    ],
)
def test_what_goes_wrong_is_told_and_ends_the_command_with_its_code(work, code, words, capfd):
    with pytest.raises(click.exceptions.Exit) as ended:
        apart(work)

    assert ended.value.exit_code == code
    assert words in capfd.readouterr().err
