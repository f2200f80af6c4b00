"""Reads all words of a catalogue: `finding/synonyms.yaml`, and words.yaml beside each procedure."""

from pathlib import Path

from kinhbac.base.definitions import read
from kinhbac.tools.finding.grammar.plain import Lexicon
from kinhbac.tools.finding.grammar.vocabulary import read_vocabulary
from kinhbac.tools.finding.grammar.words import load_words


def read_lexicon(catalogue: Path) -> Lexicon:
    """Return the words of a catalogue.

    Raises:
        DefinitionError: every fault of every file.
    """
    vocabulary = read_vocabulary(read(catalogue / "finding" / "synonyms.yaml"))
    concepts = tuple(each.key for each in vocabulary.concepts)
    return Lexicon(load_words(catalogue / "procedures", concepts), vocabulary)
