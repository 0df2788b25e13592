"""The site's settings on the tests' own cluster, with quick hashes and files in memory."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from scripts import localpg

ROOT = Path(__file__).resolve().parent.parent

if not os.environ.get("DATABASE_URL"):
    urls = localpg.ensure(ROOT / "var" / "pg-test", fast=True)
    os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = urls.app, urls.owner
os.environ["QINGSHUI_DB_ROLE"] = "owner"
os.environ.setdefault("SECRET_KEY", "only-for-tests")

from qingshui.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if "TEST_ANCHORS" not in os.environ:  # the first process of a run clears up behind all that it starts
    os.environ["TEST_ANCHORS"] = tempfile.mkdtemp(prefix="anchors-")
    atexit.register(shutil.rmtree, os.environ["TEST_ANCHORS"], ignore_errors=True)
ANCHOR_DIR = Path(os.environ["TEST_ANCHORS"]) / str(os.getpid())
WHITENOISE_AUTOREFRESH = True
