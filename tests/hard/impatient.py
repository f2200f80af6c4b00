"""The site's settings with less patience for a locked database, so that a test need not wait half a minute.

What is tested is the answer when patience ends; that it is 30 s in production, another test asserts.
"""

from kinhbac.site.settings import *  # noqa: F403  - these are the settings, with one of them changed
from kinhbac.site.settings import DATABASES

SECONDS = 2

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["timeout"] = SECONDS  # type: ignore[index]  # options are a dict
else:
    DATABASES["default"]["OPTIONS"]["options"] = f"-c lock_timeout={SECONDS}s"  # type: ignore[index]
