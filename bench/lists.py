"""The same 50 rows × 10 columns of the ledger, rendered three ways: a hand-written Django template, ours, default django-tables2.

`make bench` prints the ratios and writes bench/results.md; tests/pages/test_bench.py holds ours at twice the hand-written template.
Rows are read once and shared: the database is not what is measured. Each round renders all three, so that a busy machine slows all.
"""

import gc
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from bench.results import write_section

ROWS, ROUNDS = 50, 31
TARGET = Decimal(2)
COLUMNS = (
    "name",
    "origin",
    "sector",
    "department",
    "signed_on",
    "signed_wan",
    "arrived_year_wan",
    "arrival_rate",
    "stage",
    "fair_name",
)
HAND_WRITTEN = """
<div class="qs-table-wrap" role="region" aria-label="项目" tabindex="0">
<table class="qs-table is-frozen is-dense">
<caption class="visually-hidden">项目</caption>
<thead><tr>
  <th scope="col"><a href="?sort=-name">项目名称</a></th><th scope="col"><a href="?sort=-origin">来源地</a></th>
  <th scope="col"><a href="?sort=-sector">所属领域</a></th><th scope="col"><a href="?sort=-department">责任部门</a></th>
  <th scope="col"><a href="?sort=-signed_on">签约时间</a></th><th scope="col"><a href="?sort=-signed_wan">签约额（万元）</a></th>
  <th scope="col"><a href="?sort=-arrived_year_wan">本年到位（万元）</a></th><th scope="col"><a href="?sort=-rate">到位率（%）</a></th>
  <th scope="col"><a href="?sort=-stage">项目阶段</a></th><th scope="col"><a href="?sort=-fair_name">签约节会（届次）</a></th>
</tr></thead>
<tbody>{% for row in rows %}<tr id="row-{{ row.pk }}">
  <th class="is-title" scope="row"><a href="{% url 'project_detail' row.pk %}">{{ row.name }}</a></th>
  <td data-label="来源地">{{ row.origin|default:"--" }}</td>
  <td data-label="所属领域">{{ row.sector|label_of:labels }}</td>
  <td data-label="责任部门">{{ row.department }}</td>
  <td class="nowrap" data-label="签约时间">{{ row.signed_on|day }}</td>
  <td class="num" data-label="签约额（万元）">{{ row.signed_wan|money }}</td>
  <td class="num" data-label="本年到位（万元）">{{ row.arrived_year_wan|money }}</td>
  <td class="num" data-label="到位率（%）">{{ row.rate|percent }}</td>
  <td class="is-stage" data-label="项目阶段">{% stage_tag row.stage_label %}</td>
  <td data-label="签约节会（届次）">{{ row.fair_name|default:"--" }}</td>
</tr>{% endfor %}</tbody></table></div>
"""
Work = Callable[[], str]


def renderers(count: int = ROWS) -> dict[str, Work]:
    """Name → a function that renders the rows anew, tables and plans included."""
    import django_tables2 as tables
    from django.template import engines
    from django.template.loader import get_template
    from django.test import RequestFactory

    from projects.ledger.tables import ProjectTable

    rows = sample_rows(count)
    labels = {"sector": {"agri": "农特产品精深加工"}, "channel": {}, "construction_nature": {}}
    request = RequestFactory().get("/projects/")
    by_hand = engines["django"].from_string(HAND_WRITTEN)
    house = get_template("pages/_table.html")

    class DefaultTable(tables.Table):
        name = tables.Column("项目名称", linkify=("project_detail", {"pk": tables.A("pk")}))
        origin = tables.Column("来源地")
        sector = tables.Column("所属领域")
        department = tables.Column("责任部门")
        signed_on = tables.DateColumn(format="Y-m-d", verbose_name="签约时间")
        signed_wan = tables.Column("签约额（万元）")
        arrived_year_wan = tables.Column("本年到位（万元）")
        rate = tables.Column("到位率（%）")
        stage_label = tables.TemplateColumn("{% stage_tag value %}", verbose_name="项目阶段")
        fair_name = tables.Column("签约节会（届次）")

    def hand_written() -> str:
        return by_hand.render({"rows": rows, "labels": labels["sector"]})

    def ours() -> str:
        table = ProjectTable([], chosen=COLUMNS, labels=labels, sort="-signed_on")
        table.fill(rows)
        return house.template.render(_context({"table": table, "caption": "项目", "request": request}))

    def default() -> str:
        return DefaultTable(rows).as_html(request)

    return {"手写 Django 模板": hand_written, "本系统列表": ours, "django-tables2 默认": default}


def _context(values: dict[str, object]) -> object:
    from django.template import Context

    return Context(values)


def sample_rows(count: int) -> list[object]:
    """Unsaved projects with what the ledger annotates."""
    from projects.organisations.models import Unit
    from projects.signing.models import Project

    department = Unit(pk=1, name="清水工业集中区管委会", short_name="工业集中区管委会", seq=1)
    rows = []
    for number in range(1, count + 1):
        row = Project(pk=number, name=f"装配式建筑构件生产项目{number}", origin="江苏", sector="agri", department=department)
        row.signed_on, row.stage, row.fair_name = date(2024, 7, 8), "building", "第30届兰洽会"
        row.signed_wan, row.arrived_year_wan = Decimal(1000 * number), Decimal("500.25")
        row.arrived_wan = row.arrived_year_wan
        row.rate = row.arrived_wan / row.signed_wan
        rows.append(row)
    return rows


def measure(rounds: int = ROUNDS, names: tuple[str, ...] = ()) -> dict[str, list[float]]:
    """Name → processor seconds of each round."""
    works = {name: work for name, work in renderers().items() if not names or name in names}
    times: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for name, work in works.items():
                start = time.process_time()
                work()
                times[name].append(time.process_time() - start)
    finally:
        gc.enable()
    return times


def ratios(times: dict[str, list[float]]) -> dict[str, float]:
    """Of each to the hand-written template, median over the rounds."""
    base = next(iter(times.values()))
    return {name: statistics.median(a / b for a, b in zip(own, base, strict=True)) for name, own in times.items()}


def machine() -> str:
    import django
    import django_tables2

    model = "?"
    cpu = Path("/proc/cpuinfo")
    if cpu.exists():
        model = next((line.split(":", 1)[1].strip() for line in cpu.read_text().splitlines() if "model name" in line), "?")
    load = os.getloadavg()[0]
    return (
        f"{model}, {os.cpu_count()} 核, 负载 {load:.1f}, Python {platform.python_version()}, "
        f"Django {django.__version__}, django-tables2 {django_tables2.__version__}"
    )


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingshui.settings")
    import django

    django.setup()
    times = measure()
    found = ratios(times)
    lines = [f"{ROWS}行 × {len(COLUMNS)}列，{ROUNDS}轮，处理器时间中位数。", "", f"机器：{machine()}", ""]
    lines += ["| 渲染方式 | 毫秒 | 倍数 |", "|---|---|---|"]
    for name, own in times.items():
        lines.append(f"| {name} | {statistics.median(own) * 1000:.2f} | {found[name]:.2f} |")
    write_section("列表渲染", lines)
    print("\n".join(lines))
    ours = list(found.values())[1]
    print(f"\n目标：本系统列表 ≤ {TARGET}倍；本次 {ours:.2f}倍")
    return 0 if ours <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
