"""Whether an answer that refuses is a clear one: what happened, what to do, and nothing of our insides."""

import re

from tests.kill.client import Answer

OURS = re.compile(
    r"Traceback|site-packages|psycopg|sqlite3\.|django\.|\.py\b|kinhbac\.(?:site|services|tools|kernel|base)"
)
"""What a person or program must never be shown: it is about our insides."""


def assert_clear(answer: Answer, *statuses: int) -> None:
    """Assert that a refusal has one of these statuses and says, in both languages or on a whole page, what happened and what to do."""
    assert answer.status in statuses, f"{answer.status} {gist(answer)}"
    assert_tells_nothing_of_ours(answer)
    if answer.headers.get("content-type", "").startswith("application/json"):
        said = answer.json
        words = [
            said["code"],
            said["what"]["vi"],
            said["what"]["en"],
            said["remedy"]["vi"],
            said["remedy"]["en"],
        ]
        assert all(words), said
    else:
        assert "</html>" in answer.text, gist(answer)
        assert "<h1" in answer.text, gist(answer)


def assert_tells_nothing_of_ours(answer: Answer) -> None:
    """Assert that no name of our modules, tables or places is in an answer."""
    found = OURS.search(answer.text)
    assert found is None, f"{found} in {gist(answer)}"


def gist(answer: Answer) -> str:
    """Return the title of a page, or the beginning of anything else."""
    title = re.search(r"<title>(.*?)</title>", answer.text, re.DOTALL)
    return " ".join(title[1].split()) if title else answer.text[:400]
