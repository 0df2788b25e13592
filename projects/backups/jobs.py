"""The backup of every night. A process of its own: pg_dump wants the tables' owner, which the worker is not."""

import os
import subprocess
import sys
from datetime import time

from django.conf import settings

from projects.core.errors import Refused
from projects.jobs.flow import Outcome, Progress, Rhythm, job
from projects.organisations.models import User


@job("backup", "备份数据库和佐证材料", is_whole=False, rhythm=Rhythm(at=time(1, 30), waits=True))
def backup(*, progress: Progress, by: User | None) -> Outcome:
    """Twice does no harm: a broken one leaves nothing under its name."""
    done = subprocess.run(
        [sys.executable, "manage.py", "backup"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "QINGSHUI_DB_ROLE": "owner"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refused(done.stderr.strip().rpartition("\n")[2][:280] or "备份没有成功")
    return Outcome("已备份")
