"""A client process of the kill drill: python -m tests.faults.poster prepare | post N KEYS | verify.

`post` files and verifies one claim for each key, both in the transaction of the page's own `once`, and says "posted KEY" after it has the
answer. It stops with 3 when the database is gone, as a person would; started again, it goes through all its keys once more.
"""

import json
import os
import sys
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "qingshui.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import Error, transaction  # noqa: E402

from projects.core import clock  # noqa: E402
from projects.funding.actions import EvidenceFile, Line, submit_claim, verify_claim  # noqa: E402
from projects.funding.choices import BUILDING  # noqa: E402
from projects.organisations.models import User  # noqa: E402
from projects.pages.views import once  # noqa: E402
from projects.signing.models import Project  # noqa: E402
from tests.world import build_world, day, pdf  # noqa: E402

MOMENT = datetime(2024, 12, 16, 14, 8, tzinfo=clock.SHANGHAI)
CLIENTS = 3
DATABASE_GONE = 3


def prepare() -> int:
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        world = build_world()
        for number in range(CLIENTS):
            world.sign(f"第{number}个项目", amount_wan=10_000_000)
    return 0


def post(number: int, keys: list[UUID]) -> int:
    """The amounts of all clients together are 1, 2, 3 … 万元: their sum tells a lost post from a doubled one."""
    project = Project.objects.order_by("pk")[number]
    clerk, verifier = (User.objects.get(username=name) for name in ("clerk", "verifier"))
    try:
        for place, key in enumerate(keys):
            once(
                key,
                clerk,
                "/claims/new/",
                lambda amount=Decimal(number + 1 + place * CLIENTS): one(project, clerk, verifier, amount),
            )
            sys.stdout.write(f"posted {key}\n")
            sys.stdout.flush()
    except Error as gone:
        sys.stderr.write(f"{gone}\n")
        return DATABASE_GONE
    return 0


def one(project: Project, clerk: User, verifier: User, amount: Decimal) -> str:
    line = Line(
        use=BUILDING,
        arrived_on=day("2024-12-10"),
        claimed_wan=amount,
        evidence=[EvidenceFile("银行进账单", pdf(content=b"%PDF-1.4\n" + str(amount).encode()))],
    )
    claim = submit_claim(by=clerk, project=project, lines=[line])
    verify_claim(by=verifier, claim=claim)
    return f"/claims/{claim.pk}/"


def main(words: list[str]) -> int:
    with clock.at(MOMENT):
        if words[0] == "prepare":
            return prepare()
        if words[0] == "post":
            return post(int(words[1]), [UUID(key) for key in json.loads(Path(words[2]).read_text())])
    call_command("verify_book")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
