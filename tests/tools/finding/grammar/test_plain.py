"""The words of the province, kept as JSON and made again the same."""

import json
from pathlib import Path

import pytest

from kinhbac.tools.finding.grammar.folder import read_lexicon
from kinhbac.tools.finding.grammar.plain import from_plain, to_plain

pytestmark = pytest.mark.pure


def test_made_again_they_are_the_same():
    lexicon = read_lexicon(Path(__file__).parents[4] / "catalogue")
    assert from_plain(json.loads(json.dumps(to_plain(lexicon)))) == lexicon
