"""Reading JSON strictly: what no database and no other program could take back is refused when it comes."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser


class StrictParser(Parser):
    """Refuses NaN and Infinity, the letter of number zero, and halves of letters; ninja makes a 400 of any refusal."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the JSON of a body."""
        body = request.body
        plain = json.loads(body, parse_constant=_refuse)
        if b"\\u" in body:
            written = json.dumps(plain, ensure_ascii=False).encode()  # raises at half a letter
            if b"\\u0000" in written:
                _refuse("\\u0000")
        return plain


def _refuse(words: str) -> NoReturn:
    raise ValueError(f"{words} is not taken")
