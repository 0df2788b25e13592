"""包抓联 of the projects' leaders, their visits, five 政银企座谈会 and 产销对接会 (article-figures 4) and one of the year before."""

from datetime import date
from functools import partial

from projects.demonstration.rows import BUSINESS_DAY, YEAR, ProjectRow, project_rows
from projects.demonstration.stage import Stage
from projects.demonstration.timeline import moment, workday_after, workdays
from projects.demonstration.units import BUREAU_NAME
from projects.reference.choices import VISIT_REASONS
from projects.visits.actions import fill_pairs, record_meeting, record_visit

BANK, SALES = "bank", "sales"
FINANCE, COMMERCE = "县金融工作服务中心", "县商务局"
MEETINGS = (
    (date(YEAR - 1, 9, 15), BANK, FINANCE, 18),
    (date(YEAR, 3, 22), BANK, FINANCE, 22),
    (date(YEAR, 5, 16), SALES, COMMERCE, 26),
    (date(YEAR, 6, 20), BANK, FINANCE, 19),
    (date(YEAR, 9, 10), SALES, COMMERCE, 31),
    (date(YEAR, 10, 25), BANK, FINANCE, 24),
)
NAMES = {BANK: "政银企座谈会", SALES: "产销对接会"}
FILLED = (date(YEAR, 1, 5), date(YEAR, 7, 19), date(YEAR, 12, 2))
NEVER = 7
"""Every so many projects: nobody was there this year."""
FOUND = (
    "企业生产经营正常，订单饱满，正在扩充产能。",
    "企业流动资金紧张，希望协调银行续贷；已请金融部门对接。",
    "项目主体工程推进顺利，配套道路和供电接入需要加快。",
    "企业提出用工缺口和职工住宿问题，已转有关部门研究。",
)


def schedule(stage: Stage) -> None:
    by = stage.people["jingban"]
    for day in FILLED:
        stage.timeline.add(moment(day, 9), partial(fill_pairs, by=by, county=stage.county))
    for number, (day, kind, host, firms) in enumerate(MEETINGS):
        stage.timeline.add(moment(day, 8, number), partial(_meet, stage, day, kind, host, firms))
    signed = [row for row in project_rows() if row.is_contract]
    for number, row in enumerate(signed):
        if number % NEVER == NEVER - 1:
            continue
        for turn, day in enumerate(_days(number, row)):
            stage.timeline.add(moment(day, 17, number), partial(_visit, stage, row, number + turn * 3, day))


def _days(number: int, row: ProjectRow) -> list[date]:
    """Two days of the year, after the project was signed."""
    days = workdays(date(YEAR, 1, 8), BUSINESS_DAY)
    wanted = (days[number * 17 % len(days)], days[(number * 17 + 118) % len(days)])
    return sorted(day for day in wanted if day > workday_after(row.signed_on, 10))


def _visit(stage: Stage, row: ProjectRow, number: int, day: date) -> None:
    project = stage.projects[row.key]
    record_visit(
        by=stage.people["jingban"],
        enterprise=project.investor,
        project=project,
        leader=project.leader,
        visited_on=day,
        visit_reason=VISIT_REASONS[number % len(VISIT_REASONS)][0],
        people=f"{BUREAU_NAME}、责任部门负责人",
        found=FOUND[number % len(FOUND)],
    )


def _meet(stage: Stage, day: date, kind: str, host: str, firms: int) -> None:
    values = {
        "kind": kind,
        "name": f"{day.year}年{day.month}月{NAMES[kind]}",
        "held_on": day,
        "place": "县政务服务中心",
        "host": stage.units[host],
        "firms": firms,
        "result": f"{firms}家企业参会，现场解答和登记企业诉求。",
    }
    stage.meetings.append(record_meeting(by=stage.people["jingban"], values=values))
