"""`kinhbac find`: the procedures that a person may mean by her own words, best first. No database, no Django."""

from collections.abc import Mapping
from pathlib import Path

import click

from kinhbac.base.definitions import read
from kinhbac.services.procedures.rules.finding import reason
from kinhbac.site.commands.options import FILE, FOLDER, json_option, own_catalogue, write_json
from kinhbac.site.finding import Findery, read_findery
from kinhbac.tools.finding.grammar.questions import read_questions
from kinhbac.tools.finding.rules.measure import score
from kinhbac.tools.finding.types import Score

_HEADS = ("asked", "first", "in 5", "1/rank")


@click.command("find")
@click.argument("words", nargs=-1)
@click.option(
    "--questions",
    type=FILE,
    help="Instead of words: answer the questions of a file such as finding/questions.yaml, and tell how well.",
)
@click.option(
    "--catalogue",
    type=FOLDER,
    envvar="KINHBAC_CATALOGUE",
    show_envvar=True,
    help="The folder of definitions.  [default: the one beside the program]",
)
@click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language of the answer."
)
@json_option
def verb(
    words: tuple[str, ...], questions: Path | None, catalogue: Path | None, lang: str, *, as_json: bool
) -> None:
    """Find procedures by everyday words, with or without marks, in Vietnamese or English.

    Each line is a code, a name and why it was found; what is merely near comes last. With --json: a list of codes,
    best first.
    """
    if bool(words) == bool(questions):
        raise click.UsageError('Say what is sought: kinhbac find "mất bằng lái"; or give --questions.')
    findery = read_findery(catalogue or own_catalogue())
    if questions is not None:
        _tell_score(findery, questions, as_json=as_json)
        return
    found = findery.finder.find(" ".join(words), among=findery.names)
    if as_json:
        write_json([each.key for each in found])
        return
    for each in found:
        near = {"vi": "gần với ý bạn; ", "en": "near; "}[lang] if each.is_near else ""
        name, why = findery.names[each.key].say(lang), reason(each.why).say(lang)
        click.echo(f"{each.key}  {name} ({near}{why})")
    if not found:
        click.echo(
            {"vi": "Chưa thấy thủ tục nào; hãy thử từ khác.", "en": "Nothing found; try other words."}[lang]
        )


def _tell_score(findery: Findery, questions: Path, *, as_json: bool) -> None:
    """Write how well the questions are answered, by way of speaking; all words are weighed, on offer or not."""
    asked = read_questions(read(questions))
    parts = {
        "shaped by": [each for each in asked if not each.is_unseen],
        "unseen": [each for each in asked if each.is_unseen],
    }
    scores = {
        part: score(some, lambda words: [each.key for each in findery.finder.find(words)])
        for part, some in parts.items()
        if some
    }
    if as_json:
        write_json(
            {part: {kind: _plain(one) for kind, one in kinds.items()} for part, kinds in scores.items()}
        )
        return
    for part, kinds in scores.items():
        click.echo(f"{part:16}" + "".join(f"{head:>8}" for head in _HEADS))
        click.echo("\n".join(_line(kind, one) for kind, one in kinds.items()))


def _line(kind: str, one: Score) -> str:
    return f"{kind:16}{one.asked:8}{one.first:8.3f}{one.among_five:8.3f}{one.mean_reciprocal_rank:8.3f}"


def _plain(one: Score) -> Mapping[str, float]:
    return {
        "asked": one.asked,
        "first": round(one.first, 4),
        "among_five": round(one.among_five, 4),
        "mean_reciprocal_rank": round(one.mean_reciprocal_rank, 4),
    }
