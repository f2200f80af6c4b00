"""Says plainly whether this Python can carry Kinh Bắc. Runs under any Python 3, before anything is installed."""

import sys

NEEDED = (3, 11)

if sys.version_info < NEEDED:
    this = f"{sys.executable}: {sys.version_info[0]}.{sys.version_info[1]}"
    sys.exit(
        f"Kinh Bắc cần Python 3.11 trở lên ({this}).\n"
        f"Kinh Bắc needs Python 3.11 or newer ({this}).\n"
        "Remedy: install a newer one and name it, for example: make setup PYTHON=python3.12"
    )

try:
    import ensurepip  # noqa: F401  - Debian ships it apart, in python3-venv
    import venv  # noqa: F401
except ImportError:
    sys.exit(
        "Python này thiếu venv. This Python lacks venv.\n"
        "Remedy: install the Debian package `python3-venv` (as root: apt-get install python3-venv)."
    )
