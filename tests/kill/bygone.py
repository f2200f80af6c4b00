"""Makes the bygone dossiers of a round in a province, and prints, as JSON, how far each has come.

`python -m tests.kill.bygone DATA SEED ACTS`.
"""

import json
import sys
from pathlib import Path


def main() -> None:
    """Make them in the province of a data folder."""
    from kinhbac.site.commands.province import open_province  # noqa: PLC0415  - it sets Django up

    open_province(Path(sys.argv[1]))
    from tests.kill.past import make  # noqa: PLC0415  - it needs Django

    json.dump(make(int(sys.argv[2]), int(sys.argv[3])), sys.stdout, default=str)


if __name__ == "__main__":
    main()
