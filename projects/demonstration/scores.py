"""计分办法 of two years for townships and departments, a few additions and deductions, and the issued scores of the first year."""

from datetime import date
from decimal import Decimal
from functools import partial

from projects.demonstration.stage import Stage
from projects.demonstration.timeline import moment
from projects.funding.choices import ARRIVED, SIGNED_AMOUNT
from projects.organisations.choices import TOWNSHIP
from projects.ranking.actions import enter_score, issue_scores, set_score_rule
from projects.ranking.choices import OTHERS
from projects.ranking.scoring import ADDITION, COMPLETION, DEDUCTION, LARGEST, Formula, Item, Part

VISITS, LATE = "提请县级领导走访企业", "未按时报表"
ITEMS = (Item(VISITS, ADDITION, Decimal(3)), Item(LATE, DEDUCTION))
FORMULAS = {
    2023: Formula((Part("到位资金", ARRIVED, COMPLETION, Decimal(80)), Part("签约额", SIGNED_AMOUNT, LARGEST, Decimal(20))), ITEMS),
    2024: Formula(
        (
            Part("到位资金", ARRIVED, COMPLETION, Decimal(60), cap=Decimal(110)),
            Part("签约额", SIGNED_AMOUNT, LARGEST, Decimal(40)),
        ),
        ITEMS,
        Decimal(105),
    ),
}
ENTRIES = (
    ("县农业农村局", VISITS, "1.5", date(2024, 5, 20), "清政办纪要〔2024〕11号", "提请县级领导走访企业3次"),
    ("永清镇", VISITS, "0.5", date(2024, 6, 12), "清政办纪要〔2024〕14号", "提请县级领导走访企业1次"),
    ("县商务局", LATE, "1", date(2024, 9, 4), "清招办函〔2024〕9号", "8月未按时报表"),
)


def schedule(stage: Stage) -> None:
    for year, formula in FORMULAS.items():
        for group in (TOWNSHIP, OTHERS):
            stage.timeline.add(moment(date(year, 3, 15), 10), partial(_rule, stage, year, group, formula))
    for name, item, points, day, document, reason in ENTRIES:
        act = partial(
            enter_score,
            by=stage.people["jingban"],
            unit=stage.units[name],
            item=item,
            points=Decimal(points),
            happened_on=day,
            document_number=document,
            reason=reason,
        )
        stage.timeline.add(moment(day, 16), act)
    for group in (TOWNSHIP, OTHERS):
        stage.timeline.add(
            moment(date(2024, 1, 22), 15),
            partial(issue_scores, by=stage.people["shenhe"], group=group, year=2023, document_number="清招组发〔2024〕2号"),
        )


def _rule(stage: Stage, year: int, group: str, formula: Formula) -> None:
    set_score_rule(
        by=stage.people["jingban"],
        group=group,
        year=year,
        formula=formula.json(),
        issued_on=date(year, 3, 15),
        document_number=f"清招组发〔{year}〕3号",
    )
