"""The sandbox's process: started by the supervisor beside a demo: `python -m kinhbac.site.sandbox.serve --port N`."""

import argparse
import os

os.environ["DJANGO_SETTINGS_MODULE"] = "kinhbac.site.sandbox.settings"
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # on this machine alone: nothing is between us and the site

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

from kinhbac.site.serving.parent import end_with_parent, give_way

HERE = "127.0.0.1"


class _Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library calls it so
        """Say nothing."""


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(prog="kinhbac.site.sandbox.serve", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args()
    end_with_parent()
    give_way()
    with ThreadedWSGIServer((HERE, options.port), _Quiet) as server:
        server.set_app(get_wsgi_application())
        server.serve_forever()


if __name__ == "__main__":
    main()
