"""A worker process of the tests: python -m tests.jobs.process prepare | work | plan. It knows one job more than the site.

`open_tickets` opens five 诉求 in one transaction and waits after the third for GATE, an advisory lock that the test holds.
"""

import os
import sys
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "qingshui.settings"
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from projects.core import clock  # noqa: E402
from projects.enterprises.models import Enterprise  # noqa: E402
from projects.jobs.actions import install_schedules, plan_due, start_job  # noqa: E402
from projects.jobs.flow import KINDS, Outcome, Progress, job, load_kinds  # noqa: E402
from projects.jobs.jobs import Worker  # noqa: E402
from projects.organisations.models import User  # noqa: E402
from projects.services.actions import open_ticket  # noqa: E402
from tests.faults.poster import MOMENT  # noqa: E402
from tests.world import build_world  # noqa: E402

GATE = 4242
TICKETS = 5
STOPS_AFTER = 3


@job("open_tickets", "登记诉求")
def open_tickets(*, progress: Progress, by: User | None) -> Outcome:
    enterprise = Enterprise.objects.get()
    for number in range(1, TICKETS + 1):
        open_ticket(by=by, enterprise=enterprise, category="finance", source="visit", title=f"第{number}件", content="内容")
        if number == STOPS_AFTER:
            progress.told_at = 0  # at once, not within half a second
            progress.step(number, TICKETS, "登记诉求")
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s), pg_advisory_unlock(%s)", [GATE, GATE])
            progress.told_at = 0
            progress.step(number, TICKETS)
    progress.step(TICKETS, TICKETS)
    return Outcome(f"登记{TICKETS}件")


def prepare() -> None:
    with transaction.atomic():
        world = build_world()
        world.enterprise()
    start_job(by=world.agent, what="open_tickets")


def main(words: list[str]) -> Any:
    load_kinds()
    for name in [name for name, kind in KINDS.items() if kind.rhythm and name != words[-1]]:
        del KINDS[name]  # what comes round has tests of its own
    with clock.at(MOMENT):
        if words[0] == "prepare":
            prepare()
        elif words[0] == "plan":
            install_schedules(timezone.now())
            sys.stdout.write(f"{len(plan_due(timezone.now()))}\n")
        else:
            worker = Worker(until_empty=words[0] == "empty")
            worker.configure_signals()
            worker.work()


if __name__ == "__main__":
    main(sys.argv[1:])
