"""With CI=true no test is passed over in silence: a skipped, xfailed or xpassed one fails and is named."""

import shutil
import subprocess
import sys
from pathlib import Path

CONFTEST = Path(__file__).parents[1] / "conftest.py"

PASSED_OVER = {
    "test_skip.py": "import pytest\ndef test_it(): pytest.skip('no time')",
    "test_mark.py": "import pytest\n@pytest.mark.skip(reason='no time')\ndef test_it(): pass",
    "test_file.py": "import pytest\npytest.skip('no time', allow_module_level=True)",
    "test_xfail.py": "import pytest\n@pytest.mark.xfail(reason='no time')\ndef test_it(): raise ValueError",
    "test_xpass.py": "import pytest\n@pytest.mark.xfail(reason='no time')\ndef test_it(): pass",
}


def run(folder: Path, ci: str) -> subprocess.CompletedProcess[str]:
    shutil.copy(CONFTEST, folder / "conftest.py")
    for name, text in PASSED_OVER.items():
        (folder / name).write_text(text)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = database: x\n")
    command = [sys.executable, "-m", "pytest", "-q", "-rf", "--continue-on-collection-errors"]
    plain = ["-p", "no:django", "-p", "no:cacheprovider", "-p", "no:xdist"]
    return subprocess.run(
        [*command, *plain], cwd=folder, env={"CI": ci}, capture_output=True, text=True, check=False
    )


def test_what_did_not_run_fails_by_name(tmp_path):
    ended = run(tmp_path, "true")
    assert ended.returncode != 0
    assert "passed" not in ended.stdout
    for name in PASSED_OVER:
        assert name in ended.stdout
    assert ended.stdout.count("which CI=true refuses") >= len(PASSED_OVER)


def test_on_a_builders_own_machine_a_skip_is_only_a_skip(tmp_path):
    ended = run(tmp_path, "")
    assert ended.returncode == 0, ended.stdout
    assert "3 skipped, 1 xfailed, 1 xpassed" in ended.stdout
