"""A data folder for tests, chosen before Django's settings are read; the gate names its own."""

import os
import tempfile

os.environ.setdefault("KINHBAC_DATA", tempfile.mkdtemp(prefix="kinhbac-tests-"))
