"""Makes the stories' dossiers in a demo province: `python -m tests.browser.prepare DATA CODES`.

CODES is the file into which their codes go, as JSON. With a procedure behind it, a dossier of today is made instead,
and its code alone is written.
"""

import json
import sys
from pathlib import Path

from kinhbac.site.commands.province import open_province

if __name__ == "__main__":
    data, codes = Path(sys.argv[1]), Path(sys.argv[2])
    open_province(data)
    from tests.browser.past import make, make_today  # Django knows the province only now

    found = make_today(sys.argv[3]) if len(sys.argv) > 3 else make()
    codes.write_text(json.dumps(found), encoding="utf-8")
