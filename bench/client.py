"""A client on one kept connection, in a process of its own, so that its work is not counted as the server's.

`python -m bench.client PORT` reads a line of JSON for each stretch of work, [[path, headers, body], …], and answers with
one: how long each request took, in milliseconds, and what did not succeed. A request without a body only asks.
"""

import http.client
import json
import sys
import time


def main() -> None:
    connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=60)
    connection.connect()
    print("ready", flush=True)
    for line in sys.stdin:
        taken: list[float] = []
        failed: list[str] = []
        connection.close()  # a server hangs up on who was silent for long; a stretch begins with a connection of its own
        connection.connect()
        for path, headers, body in json.loads(line):
            began = time.perf_counter()
            if body is None:
                connection.request("GET", path, headers=headers)
            else:
                connection.request("POST", path, body.encode(), headers)
            answer = connection.getresponse()
            text = answer.read()
            taken.append((time.perf_counter() - began) * 1e3)
            if answer.status not in (200, 201):
                failed.append(f"{path}: {answer.status} {text[:200].decode(errors='replace')}")
        print(json.dumps({"ms": taken, "failed": failed}), flush=True)


if __name__ == "__main__":
    main()
