"""Signing in through the sandbox at a steady rate: `python -m bench.signing_in ADDRESS`, beside a demo that is running.

Each person arrives when her moment comes, whether or not those before have been answered, so that a slow server is not
spared. Measured are the site's two answers (to the provider, and back from it) and the whole way.
"""

import argparse
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice

import requests

PEOPLE = ("lan", "hai", "nam", "minh", "hoa", "binh", "thu", "son")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
AT_ONCE = 64


@dataclass(frozen=True)
class Times:
    """Milliseconds of one sign-in: the site's two answers, and everything with the provider's own pages."""

    site: float
    whole: float


def sign_in(address: str, person: str) -> Times:
    """Sign in as somebody, with a browser of her own."""
    with requests.Session() as browser:
        began = time.perf_counter()
        away = browser.get(f"{address}/sign-in/vneid", allow_redirects=False, timeout=30)
        left = time.perf_counter()
        asked = away.headers["Location"]
        found = TOKEN.search(browser.get(asked, timeout=30).text)
        assert found is not None
        said = {"csrfmiddlewaretoken": found[1], "person": person, "level": "2"}
        back = browser.post(asked, said, allow_redirects=False, timeout=30).headers["Location"]
        came = time.perf_counter()
        answer = browser.get(back, allow_redirects=False, timeout=30)
        ended = time.perf_counter()
    assert answer.status_code == 302, answer.status_code
    return Times(site=1000 * (left - began + ended - came), whole=1000 * (ended - began))


def at_rate(address: str, a_second: float, seconds: float) -> list[Times]:
    """Let people arrive evenly, and return how long each took."""
    first = time.perf_counter() + 0.5
    with ThreadPoolExecutor(AT_ONCE) as people:
        waiting = []
        for number, person in enumerate(islice(cycle(PEOPLE), round(a_second * seconds))):
            time.sleep(max(0.0, first + number / a_second - time.perf_counter()))
            waiting.append(people.submit(sign_in, address, person))
        return [each.result() for each in waiting]


def percentile(values: list[float], share: float) -> float:
    """Return the value below which a share of all lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main() -> None:
    """Measure, and say it."""
    parser = argparse.ArgumentParser(prog="bench.signing_in", description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--rate", type=float, default=20.0)
    parser.add_argument("--seconds", type=float, default=30.0)
    options = parser.parse_args()
    times = at_rate(options.address.rstrip("/"), options.rate, options.seconds)
    for name in ("site", "whole"):
        values = [getattr(each, name) for each in times]
        print(
            f"{name}: p50 {percentile(values, 0.5):.0f} ms, p95 {percentile(values, 0.95):.0f} ms, n {len(values)}"
        )


if __name__ == "__main__":
    main()
