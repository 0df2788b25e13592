"""外部数据: four 通报 of the city with made-up numbers for the other counties; ours are a little below our own book, as the city's check
recognises less."""

from datetime import date
from decimal import Decimal
from functools import partial

from projects.demonstration.stage import Stage
from projects.demonstration.timeline import moment
from projects.external.actions import Heading, Printed, record_external_paper

TITLE = "天水市1—{month}月招商引资情况通报（示例）"
PAPERS: tuple[tuple[int, date], ...] = (
    (3, date(2024, 4, 12)),
    (6, date(2024, 7, 12)),
    (9, date(2024, 10, 14)),
    (11, date(2024, 12, 10)),
)
# county → task of the year in 亿元, completion in percent and growth in percent of each paper
LINES: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "620502": ("96", (("21.40", "6.20"), ("46.10", "8.90"), ("70.35", "9.40"), ("90.15", "10.30"))),
    "620503": ("88", (("20.15", "4.10"), ("44.30", "5.60"), ("68.20", "7.75"), ("87.40", "8.20"))),
    "620521": ("55.85", (("13.20", "28.00"), ("40.60", "41.30"), ("72.90", "52.10"), ("94.10", "55.20"))),
    "620522": ("62", (("18.60", "-2.40"), ("41.75", "3.30"), ("66.80", "5.10"), ("85.90", "6.60"))),
    "620523": ("60", (("19.30", "7.70"), ("43.90", "9.20"), ("69.10", "10.80"), ("88.60", "12.40"))),
    "620524": ("50", (("17.20", "1.90"), ("39.40", "2.20"), ("61.50", "-1.30"), ("80.20", "0.00"))),
    "620525": ("42", (("16.90", "-5.60"), ("36.20", "-3.10"), ("58.40", "-2.20"), ("77.30", "1.40"))),
}


def schedule(stage: Stage) -> None:
    for number, (month, issued_on) in enumerate(PAPERS):
        stage.timeline.add(moment(issued_on, 15), partial(_type, stage, number, month))


def _type(stage: Stage, number: int, month: int) -> None:
    issued_on = PAPERS[number][1]
    heading = Heading(TITLE.format(month=month), f"天招示例〔2024〕{number + 11}号", "天水市招商局", issued_on, 2024, month)
    order = sorted(LINES, key=lambda place: -Decimal(LINES[place][1][number][0]))
    lines = {}
    for place, (task, printed) in LINES.items():
        completion, growth = (Decimal(text) for text in printed[number])
        task_wan = Decimal(task) * 10_000
        arrived_wan = (task_wan * completion / 100).to_integral_value()
        lines[place] = Printed(task_wan, arrived_wan, completion, growth, order.index(place) + 1)
    record_external_paper(by=stage.people["jingban"], heading=heading, lines=lines)
