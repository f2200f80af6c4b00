"""Makes the stories' dossiers in a demo province: `python -m tests.browser.prepare DATA CODES`.

CODES is the file into which their codes go, as JSON.
"""

import json
import sys
from pathlib import Path

from kinhbac.site.commands.province import open_province

if __name__ == "__main__":
    data, codes = Path(sys.argv[1]), Path(sys.argv[2])
    open_province(data)
    from tests.browser.past import make  # Django knows the province only now

    codes.write_text(json.dumps(make()), encoding="utf-8")
