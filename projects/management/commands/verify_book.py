"""manage.py verify_book: checks the arrival chain of every county against itself and its anchors. Exit code 1 on a fault."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from projects.funding.verify import BLIND, verify_chain
from projects.management.ready import must_be_ready
from projects.organisations.choices import COUNTY
from projects.organisations.models import Unit


class Command(BaseCommand):
    help = "校验到位资金账：每县一行，指出第一处改动、缺失、调换或截尾"

    def handle(self, *args: Any, **options: Any) -> None:
        must_be_ready()
        broken = [county.name for county in Unit.objects.of_kind(COUNTY) if not self._holds(county)]
        for sentence in BLIND:
            self.stdout.write(f"说明：{sentence}")
        if broken:
            raise CommandError(f"校验未通过：{'、'.join(broken)}", returncode=1)

    def _holds(self, county: Unit) -> bool:
        found = verify_chain(county.pk)
        anchors = f"与{found.anchors}个锚点相符" if found.anchors else "还没有锚点（no anchor yet）"
        said = f"共{found.rows}笔，链完整，{anchors}" if found.holds else f"有误：{found.fault}"
        self.stdout.write(f"{county.name}到位资金账：{said}")
        return found.holds
