"""How well the province's questions are answered: those that shaped the words, and those that did not."""

from pathlib import Path

import pytest
import yaml

from kinhbac.base.definitions import read
from kinhbac.base.text import Text
from kinhbac.services.procedures.rules.finding import Heading, findables
from kinhbac.tools.finding.grammar.folder import read_lexicon
from kinhbac.tools.finding.grammar.questions import read_questions
from kinhbac.tools.finding.rules.finder import Finder
from kinhbac.tools.finding.rules.measure import ALL, score
from kinhbac.tools.grammar.life_events import read_life_events

pytestmark = pytest.mark.pure

CATALOGUE = Path(__file__).parents[3] / "catalogue"
QUESTIONS = read_questions(read(CATALOGUE / "finding" / "questions.yaml"))


@pytest.fixture(scope="module")
def finder():
    """Return the finder of all that has words, under the names that procedures have or will have."""
    lexicon = read_lexicon(CATALOGUE)
    names = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text())
    nothing = Text("", "")
    headings = [
        Heading(key, Text(**name), what_you_get=nothing, result=nothing) for key, name in names.items()
    ]
    events = read_life_events(read(CATALOGUE / "life_events.yaml"), set(lexicon.words))
    return Finder(findables(headings, lexicon.words, events), lexicon.vocabulary)


@pytest.mark.parametrize(
    ("unseen", "first", "among_five", "mean"), [(False, 0.95, 0.99, 0.97), (True, 0.85, 0.96, 0.9)]
)
def test_they_are_answered(finder, unseen, first, among_five, mean):
    asked = [each for each in QUESTIONS if each.is_unseen is unseen]
    told = score(asked, lambda words: [each.key for each in finder.find(words)])
    assert told[ALL].first >= first, told
    assert told[ALL].among_five >= among_five, told
    assert told[ALL].mean_reciprocal_rank >= mean, told
    for kind, one in told.items():
        assert one.first >= first - 0.15, (kind, one)


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("chồng tôi mới mất", {"1.000656", "2.002622"}),
        ("con vào lớp 6", {"3.000182"}),
        ("mất bằng lái", {"3.000348"}),
        ("xay nha can giay gi", {"1.013225"}),
        ("làm khai sinh cho cháu nội", {"1.001193", "2.000986"}),
        ("my baby was born", {"1.001193", "2.000986"}),
    ],
)
def test_what_may_never_be_missed(finder, asked, codes):
    assert finder.find(asked)[0].key in codes
