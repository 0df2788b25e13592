"""驾驶舱: the board's time in the database beside the best raw SQL for the same numbers, at one county and at a hundred; and whole pages.

`make bench` writes the section 驾驶舱 of bench/results.md. Both sides read the same database on one connection, warm, in turns, so that a
busy machine slows both. Raw SQL is what a person would write for these numbers alone; its results are compared with the board's first.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from bench.lists import machine
from bench.results import write_section

ON, FIRST, LAST = date(2024, 12, 16), date(2024, 1, 1), date(2023, 12, 16)
YEARS = (2015, 2024)
PROJECTS, ARRIVALS = 280, 22
COUNTIES = 100
ROUNDS, PAGES = 21, 30
TWICE, FLAT, PROVINCE_MS = 2.0, 1.3, 150.0
TITLE = "驾驶舱"

MONTHS_SQL = """
SELECT {by} m.number, m.year, sum(a.amount_wan),
       sum(a.amount_wan) FILTER (WHERE a.source_tier = '省外'),
       sum(a.amount_wan) FILTER (WHERE a.source_tier = '境外'),
       sum(a.amount_wan) FILTER (WHERE a.arrived_on < a.counts_on)
FROM projects_arrival a JOIN projects_month m ON m.id = a.booked_in_id
WHERE {county} a.source_tier IN ('省外', '境外')
  AND (a.counts_on BETWEEN '2024-01-01' AND '2024-12-16' OR a.counts_on BETWEEN '2023-01-01' AND '2023-12-16')
GROUP BY {by} m.number, m.year
"""
SIGNED_SQL = """
WITH fairs AS MATERIALIZED (
  SELECT f.id, row_number() OVER (ORDER BY f.edition DESC) AS place FROM projects_fair f
  WHERE {fair_county} f.series = '兰洽会' AND f.starts_on <= '2024-12-16')
SELECT sum(amount_wan) FILTER (WHERE counts_on >= '2024-01-01'),
       sum(amount_wan) FILTER (WHERE counts_on BETWEEN '2023-01-01' AND '2023-12-16'),
       sum(sign) FILTER (WHERE counts_on >= '2024-01-01' AND nature = '正式合同'),
       sum(sign) FILTER (WHERE counts_on BETWEEN '2023-01-01' AND '2023-12-16' AND nature = '正式合同'),
       sum(sign) FILTER (WHERE counts_on >= '2024-01-01' AND nature = '正式合同' AND abs(amount_wan) >= 100000),
       sum(sign) FILTER (WHERE counts_on >= '2024-01-01' AND nature = '正式合同' AND abs(amount_wan) >= 10000),
       sum(sign) FILTER (WHERE counts_on >= '2024-01-01' AND nature <> '正式合同'),
       sum(sign) FILTER (WHERE counts_on >= '2024-01-01' AND nature = '正式合同' AND EXISTS (
         SELECT FROM projects_milestone t WHERE t.project_id = s.project_id AND t.kind = 'ended' AND NOT t.is_planned
           AND t.reverses_id IS NULL AND t.counts_on <= '2024-12-16'
           AND NOT EXISTS (SELECT FROM projects_milestone r WHERE r.reverses_id = t.id AND r.counts_on <= '2024-12-16'))),
       sum(amount_wan) FILTER (WHERE nature = '正式合同' AND fair_id = (SELECT id FROM fairs WHERE place = 1)),
       sum(amount_wan) FILTER (WHERE nature = '正式合同' AND fair_id = (SELECT id FROM fairs WHERE place = 2))
FROM (SELECT *, CASE WHEN reverses_id IS NULL THEN 1 ELSE -1 END AS sign FROM projects_signing
      WHERE {county} counts_on <= '2024-12-16' AND nature IN ('正式合同', '补充协议（增资）')) s
"""
COHORT_SQL = """
WITH cohort AS MATERIALIZED (
  SELECT s.project_id, min(s.signed_on) AS signed_on, count(*) AS contracts FROM projects_signing s
  WHERE {county} s.nature = '正式合同' AND s.reverses_id IS NULL AND s.counts_on BETWEEN '2023-01-01' AND '2024-12-16'
    AND NOT EXISTS (SELECT 1 FROM projects_signing r WHERE r.reverses_id = s.id AND r.counts_on <= '2024-12-16')
  GROUP BY s.project_id)
SELECT (SELECT sum(a.amount_wan) FROM projects_arrival a JOIN cohort c ON c.project_id = a.project_id
        WHERE a.counts_on <= '2024-12-16' AND a.arrived_on >= c.signed_on AND a.source_tier IN ('省外', '境外')),
       (SELECT sum(p.amount_wan) FROM projects_signingpart p JOIN projects_signing s ON s.id = p.signing_id
        JOIN cohort c ON c.project_id = s.project_id
        WHERE s.nature IN ('正式合同', '补充协议（增资）') AND s.reverses_id IS NULL AND s.counts_on BETWEEN '2023-01-01' AND '2024-12-16'
          AND NOT EXISTS (SELECT 1 FROM projects_signing r WHERE r.reverses_id = s.id AND r.counts_on <= '2024-12-16')
          AND p.source_tier IN ('省外', '境外')),
       (SELECT sum(contracts) FROM cohort)
"""
TASKS_SQL = """
SELECT t.unit_id, sum(t.amount) FROM projects_taskentry t
WHERE {county} t.year = 2024 AND t.kind = 'arrived' AND t.level = 'formal' AND t.issued_on <= '2024-12-16' AND t.reverses_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM projects_taskentry r WHERE r.reverses_id = t.id)
GROUP BY t.unit_id
"""
UNITS_SQL = """
SELECT c.unit_id, sum(c.amount_wan) FROM projects_credit c JOIN projects_arrival a ON a.id = c.arrival_id
WHERE {county} {arrival_county} c.dimension = 'department' AND a.counts_on BETWEEN '2024-01-01' AND '2024-12-16' AND a.source_tier IN ('省外', '境外')
GROUP BY c.unit_id
"""
STATEMENTS = {"months": MONTHS_SQL, "signed": SIGNED_SQL, "cohort": COHORT_SQL, "tasks": TASKS_SQL, "units": UNITS_SQL}
PROVINCE = ("months", "signed", "cohort", "tasks")
ALIASES = {
    "months": {"county": "a."},
    "signed": {"county": "", "fair_county": "f."},
    "cohort": {"county": "s."},
    "tasks": {"county": "t."},
    "units": {"county": "c.", "arrival_county": "a."},
}
"""Where a statement says the county, and of what."""


@dataclass
class Watch:
    """Seconds inside the database and statements, while it is on."""

    seconds: float = 0.0
    statements: list[str] = field(default_factory=list)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - start
            self.statements.append(sql)


@contextmanager
def watched() -> Iterator[Watch]:
    from django.db import connection

    watch = Watch()
    with connection.execute_wrapper(watch):
        yield watch


def raw(county_id: int | None) -> dict[str, list[tuple[Any, ...]]]:
    """The numbers of the first screen by hand; where no county is named, of all of them, and each county in the place of a department."""
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        for name in STATEMENTS if county_id else PROVINCE:
            where = {slot: f"{alias}county_id = {int(county_id)} AND" if county_id else "" for slot, alias in ALIASES[name].items()}
            cursor.execute(STATEMENTS[name].format(**where, by="" if county_id else "a.county_id,"))
            found[name] = cursor.fetchall()
    return found


def by_board(county: Any) -> Any:
    """The numbers of the first screen as the 驾驶舱 asks for them: the months, the cards, the departments."""
    from projects.dashboards.tables.cards import cards
    from projects.indicators.board import Board
    from projects.indicators.definition import Scope

    board = Board(Scope(county, ON), splits_once=True)
    for slug in ("arrived", "arrived-before", "arrived-adjusted-year"):
        board.series(slug)
    cards(board)
    board.by("pace", "department")
    return board


SIGNED = (
    ("signed-amount-increase", "over"), ("signed-amount-increase", "under"), ("signed-count-increase", "over"),
    ("signed-count-increase", "under"), ("signed-10", "over"), ("signed-1", "over"), ("signed-increases", "over"), ("signed-ended", "over"),
    ("event-growth", "over"), ("event-growth", "under"),
)  # fmt: skip
"""What the columns of SIGNED_SQL are."""


def disagreements(county: Any) -> list[str]:
    board, hand = by_board(county), raw(county.pk)
    now = sum((row[2] for row in hand["months"] if row[1] == 2024), Decimal(0))
    signed, cohort = hand["signed"][0], hand["cohort"][0]
    tasks, units = dict(hand["tasks"]), dict(hand["units"])
    pairs = {
        "arrived": (board.figure("arrived").over, now),
        "province": (
            board.figure("arrived-province").over,
            sum((row[3] or 0 for row in hand["months"] if row[1] == 2024), Decimal(0)),
        ),
        "overseas": (
            board.figure("arrived-overseas").over,
            sum((row[4] or 0 for row in hand["months"] if row[1] == 2024), Decimal(0)),
        ),
        "late": (
            board.figure("arrived-adjusted-year").over,
            sum((row[5] or 0 for row in hand["months"] if row[1] == 2024), Decimal(0)),
        ),
        "cohort money": (board.figure("arrival-rate-2y").over, cohort[0]),
        "cohort contracts": (board.figure("arrival-rate-2y").under, cohort[1]),
        "cohort": (board.figure("cohort-count").over, cohort[2]),
        "task": (board.figure("arrival-task").over, tasks.get(county.pk, 0)),
        **{slug: (getattr(board.figure(slug), part), signed[place] or 0) for place, (slug, part) in enumerate(SIGNED)},
    }
    for group, figure in board.by("pace", "department").items():
        if group.key is not None:
            pairs[group.label] = (figure.over, units.get(group.key, Decimal(0)))
    return [f"{name}: {one} ≠ {other}" for name, (one, other) in pairs.items() if one != other]


def times(county: Any) -> tuple[list[float], list[float], int]:
    """(board, raw) milliseconds in the database in turns, and the board's statements."""
    board_ms, raw_ms, statements = [], [], 0
    for round_number in range(ROUNDS + 2):
        with watched() as watch:
            by_board(county)
        statements = len(watch.statements)
        with watched() as floor:
            raw(county.pk)
        if round_number >= 2:  # the first two warm up
            board_ms.append(watch.seconds * 1000)
            raw_ms.append(floor.seconds * 1000)
    return board_ms, raw_ms, statements


def province() -> float:
    found = []
    for _ in range(5):
        with watched() as watch:
            raw(None)
        found.append(watch.seconds * 1000)
    return min(found)


@dataclass
class PageTimes:
    whole: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    template: list[float] = field(default_factory=list)
    queries: int = 0


def pages(user: Any, path: str) -> PageTimes:
    """Whole pages with login; the template's share is what rendering takes without the statements inside it."""
    from django.shortcuts import render
    from django.test import Client

    from projects.pages.views import base

    client, found = Client(), PageTimes()
    client.force_login(user)
    inside: list[float] = []

    def timed(*args: Any, **kwargs: Any) -> Any:
        with watched() as watch:
            start = time.perf_counter()
            answer = render(*args, **kwargs)
            inside.append((time.perf_counter() - start - watch.seconds) * 1000)
        return answer

    base.render = timed  # type: ignore[attr-defined]
    try:
        for number in range(PAGES + 2):
            inside.clear()
            with watched() as watch:
                start = time.perf_counter()
                answer = client.get(path, headers={"HX-Request": "true"} if path.count("/") > 2 else {})
                whole = (time.perf_counter() - start) * 1000
            if answer.status_code != 200:
                raise SystemExit(f"{path}: {answer.status_code}")
            if number >= 2:
                found.whole.append(whole)
                found.database.append(watch.seconds * 1000)
                found.template.append(sum(inside))
                found.queries = len(watch.statements)
    finally:
        base.render = render  # type: ignore[attr-defined]
    return found


def page_line(name: str, found: PageTimes) -> str:
    whole, database, template = (statistics.median(values) for values in (found.whole, found.database, found.template))
    rest = whole - database - template
    shares = " / ".join(f"{value / whole:.0%}" for value in (database, template, rest))
    return f"| {name} | {whole:.0f} | {database:.1f} | {template:.1f} | {rest:.1f} | {shares} | {found.queries} |"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from bench import scale
    from projects.core import clock
    from tests.conftest import BUSINESS_MOMENT
    from tests.databases import copy_of, drop, empty_template

    settings.ALLOWED_HOSTS = ["testserver"]
    name = copy_of(empty_template())
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        with clock.at(BUSINESS_MOMENT):
            return report(scale, name)
    finally:
        connection.close()
        drop(name)


def report(scale: Any, name: str) -> int:
    world = scale.one_county(seed=1, projects=PROJECTS, arrivals=ARRIVALS, years=YEARS, until=ON)
    scale.refresh()
    problems = disagreements(world.county)
    small, small_raw, statements = times(world.county)
    lines = [
        f"一个县十年：{count('arrival')}笔到位资金、{count('project')}个项目；×{COUNTIES}为同样的{COUNTIES}个县。",
        f"截至{ON}，预热后{ROUNDS}轮取最小值（机器上有别的活，中位数量的是排队），同一连接交替测；页面{PAGES}次中位数（含登录会话）。",
        "",
        f"机器：{machine()}",
        "",
    ]
    whole = [page_line("驾驶舱首屏", pages(world.leader, "/cockpit/"))]
    for block in ("behind", "progress", "sectors", "fairs", "money", "signed", "channels", "all"):
        whole.append(page_line(f"块：{block}", pages(world.leader, f"/cockpit/{block}/")))
    scale.copy_county(COUNTIES - 1)
    problems += disagreements(world.county)
    big, big_raw, _ = times(world.county)
    all_ms = province()
    board_1, board_100, raw_1, raw_100 = (min(values) for values in (small, big, small_raw, big_raw))
    ratio, ratio_100 = board_1 / raw_1, board_100 / raw_100
    flat = board_100 / board_1
    lines += [
        "| 数据库毫秒 | ×1 | ×100 | 之比 |",
        "|---|---|---|---|",
        f"| 手写SQL（地板，5条） | {raw_1:.2f} | {raw_100:.2f} | {raw_100 / raw_1:.2f} |",
        f"| 看板（{statements}条） | {board_1:.2f} | {board_100:.2f} | {flat:.2f} |",
        f"| 看板 ÷ 手写 | {ratio:.2f} | {ratio_100:.2f} | |",
        f"| 全省手写SQL（{count('arrival')}笔，各县按月、签约、到位率、任务，{len(PROVINCE)}条） | | {all_ms:.0f} | |",
        "",
        "| 页面（×1县） | 整页毫秒 | 数据库 | 模板 | 框架和代码 | 三者比重 | 语句 |",
        "|---|---|---|---|---|---|---|",
        *whole,
        "",
        verdict("看板不超过手写SQL的2倍", f"{ratio:.2f}、{ratio_100:.2f}", ratio <= TWICE and ratio_100 <= TWICE),
        verdict("×1到×100持平（≤1.3倍）", f"{flat:.2f}", flat <= FLAT),
        verdict("全省不超过150毫秒", f"{all_ms:.0f}", all_ms <= PROVINCE_MS),
    ]
    if all_ms > PROVINCE_MS:
        lines += ["", rollup_words(all_ms)]
    lines += [f"数字不一致：{problem}" for problem in problems]
    write_section(TITLE, lines)
    print("\n".join(lines))
    return 1 if problems else 0


def verdict(goal: str, found: str, is_met: bool) -> str:
    return f"* {goal}：{found}，{'达到' if is_met else '没有达到'}。"


def rollup_words(all_ms: float) -> str:
    return (
        f"全省合计若要进150毫秒，汇总表须给出：每县每统计月一行（到位金额按资金来源分、其中调整上月数、签约个数和签约额按规模分），"
        f"另按签约月存到位金额，使近两年到位率不必连接项目和到位两表；{COUNTIES}县十年约{COUNTIES * 120:,}行，"
        f"须比现在快{all_ms / PROVINCE_MS:.1f}倍以上，并由命令重建、与原表逐项比较。现在不建。"
    )


def count(table: str) -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM projects_{table}")
        return f"{cursor.fetchone()[0]:,}"


if __name__ == "__main__":
    sys.exit(main())
