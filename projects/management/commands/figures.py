"""manage.py figures: the article's figures on a day, for reading or as JSON."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from projects.core import clock
from projects.core.dates import BadDate, read_date
from projects.funding.queries.openings import NO_RECORD_YET, is_before_records
from projects.indicators.board import Board
from projects.indicators.definition import Figure, Scope
from projects.indicators.scopes import end_of
from projects.organisations.choices import COUNTY
from projects.organisations.models import Unit


class Command(BaseCommand):
    help = "Prints the county's figures on a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", default="", help="cut-off, e.g. 2024-12-16; today without it")
        parser.add_argument("--known", default="", help="as the books stood at the end of that day")
        parser.add_argument("--unit", default="", help="code of a unit; the county without it")
        parser.add_argument("--json", action="store_true", help="a list of objects instead of lines")

    def handle(self, *args: Any, **options: Any) -> None:
        scope = scope_of(options)
        figures = Board(scope).figures()
        note = {"note": NO_RECORD_YET} if is_before_records(scope.county.pk, scope.known) else {}
        if options["json"]:
            self.stdout.write(json.dumps([figure.json() | note for figure in figures], ensure_ascii=False, indent=1))
            return
        if note:
            self.stdout.write(NO_RECORD_YET)
        for figure in figures:
            self.stdout.write(line_of(figure))


def scope_of(options: dict[str, Any]) -> Scope:
    """Raises CommandError with a sentence."""
    county = Unit.objects.of_kind(COUNTY).order_by("seq", "id").first()
    if county is None:
        raise CommandError("还没有县（单位类别 county）；请先运行 load_demo 或建立单位")
    try:
        on = read_date(options["on"]) if options["on"] else clock.today()
        known = end_of(read_date(options["known"])) if options.get("known") else None
    except BadDate as problem:
        raise CommandError(str(problem)) from problem
    return Scope(county, on, known, _unit(options.get("unit", ""), county))


def _unit(code: str, county: Unit) -> Unit | None:
    if not code:
        return None
    unit = Unit.objects.in_county(county.pk).filter(code=code).first()
    if unit is None:
        raise CommandError(f"没有编码为“{code}”的单位")
    return unit


def line_of(figure: Figure) -> str:
    under = "" if figure.under is None else f" ÷ {figure.under:f}"
    return f"{figure.slug:<18}{figure.name}：{figure.text}（{figure.over:f}{under}）"
