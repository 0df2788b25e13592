"""The worker: it plans what is due, takes up what a dead one left, and runs what waits; and what jobs themselves need swept."""

import logging
import time as machine
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time, timedelta
from typing import Any

from django.db import close_old_connections, connection, transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as TableWorker
from django_tasks_db.models import DBTaskResult

from projects.core import clock
from projects.files.actions import remove_stored, sweep_leftovers, sweep_staged_files
from projects.jobs.actions import install_schedules, plan_due, requeue_abandoned, run_job
from projects.jobs.flow import Outcome, Progress, Rhythm, job
from projects.jobs.models import Job
from projects.jobs.queries import WORKER_LOCK, second_connection
from projects.organisations.models import User
from projects.organisations.sessions import sweep_sessions

logger = logging.getLogger(__name__)
LOOKS_EVERY = 1.0
"""Seconds between two looks for a job that somebody asked for."""
PLANS_EVERY = 15.0
"""Seconds between two looks at the schedules and at what dead workers left: an idle worker should cost an old server nothing."""
ROWS_KEPT = timedelta(days=90)


class Worker(TableWorker):
    """Any number may run beside each other. Each holds an advisory lock under its name for as long as it lives."""

    def __init__(self, *, until_empty: bool = False) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=uuid.uuid4().hex,
            excluded_queue_names=[],
        )
        self.until_empty = until_empty

    def work(self) -> None:
        """Until SIGTERM; a running job is let come to its end. A database that went away is waited for."""
        while self.running:
            try:
                with self._alive():
                    self._rounds()
            except Exception:
                if self.until_empty:
                    raise
                logger.exception("the worker starts anew")
                connection.close()
                machine.sleep(LOOKS_EVERY)
            if self.until_empty:
                return

    def _rounds(self) -> None:
        install_schedules(timezone.now())
        plans_at = machine.monotonic()
        while self.running:
            if machine.monotonic() >= plans_at:
                requeue_abandoned()
                plan_due(timezone.now())
                plans_at = machine.monotonic() + PLANS_EVERY
            self.run()
            if self.until_empty:
                return
            close_old_connections()
            self.heart.cursor().execute("SELECT 1")  # raises when the lock is gone
            if self.running:
                machine.sleep(LOOKS_EVERY)

    def run_task(self, db_task_result: "DBTaskResult[Any, Any]") -> None:
        """What goes wrong with the work stands in the job. What goes wrong here leaves the row running under a name that is dead in a
        moment, so that it is taken up again: never failed without its job knowing."""
        self.running_task = True
        try:
            run_job.func(*db_task_result.args_kwargs["args"])
            db_task_result.set_successful(None)
        finally:
            self.running_task = False

    @contextmanager
    def _alive(self) -> Iterator[None]:
        self.worker_id = uuid.uuid4().hex
        self.heart = second_connection()
        try:
            with self.heart.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [WORKER_LOCK, self.worker_id])
            yield
        finally:
            self.heart.close()


@job("sweep", "清理过期的登录、结果文件和未提交的文件", rhythm=Rhythm(at=time(3)))
def sweep(*, progress: Progress | None, by: User | None) -> Outcome:
    """Sessions that ran out, result files after seven days, ended jobs after ninety, uploads that no form took over or that a killed
    process left.

    Also `manage.py sweep`, for an installation whose worker stands still.
    """
    now = clock.now()
    over = list(Job.objects.filter(result_until__lte=now).exclude(result=None).select_related("result"))
    remove_stored([row.result for row in over if row.result])
    Job.objects.filter(ended_at__lt=now - ROWS_KEPT).delete()
    with transaction.atomic():
        DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - timedelta(days=7)).delete()
    sessions, staged, leftovers = sweep_sessions(by=None), sweep_staged_files(by=None), sweep_leftovers(by=None)
    words = f"过期登录{sessions}条、未提交的文件{staged}个、中断后残留的文件{leftovers}个"
    return Outcome(f"清理结果文件{len(over)}个、{words}")
