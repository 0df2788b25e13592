"""督办事项 of the business year: closed ones, some on the ladder, some still in their time. Posts and units, no persons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from projects.core import clock
from projects.demonstration.papers import pdf
from projects.demonstration.stage import Stage
from projects.demonstration.timeline import moment, workday_after
from projects.funding.choices import ARRIVED
from projects.organisations.models import User
from projects.supervision.actions import NOTHING, Target, close_matter, order_matter, raise_matter, report_matter, take_matter
from projects.supervision.flow import CHASED, DECIDED, INSTRUCTED, SUPERVISED
from projects.supervision.models import Matter

OVERDUE = "时限已过，未办结"


@dataclass(frozen=True)
class Row:
    """`project`: key of the composition; `task`: the first unit's task of the year. `reported`, `closed`: working days after the
    order, None for not yet; `raised`: whether it ran out of its time once."""

    by: str
    kind: str
    ordered_on: date
    title: str
    text: str
    units: tuple[str, ...]
    days: int
    source: str = ""
    project: str = ""
    task: bool = False
    raised: int = 0
    reported: int | None = None
    closed: int | None = None


ROWS = (
    Row(
        "ducha",
        DECIDED,
        date(2024, 3, 18),
        "一季度签约项目开工手续清单",
        "请逐项列出规划、施工许可等手续缺项，明确责任人和完成时间。",
        ("县自然资源局", "县住房和城乡建设局"),
        10,
        source="全县招商引资第3次月调度会",
        reported=8,
        closed=10,
    ),
    Row(
        "lingdao",
        INSTRUCTED,
        date(2024, 5, 8),
        "苹果深加工项目用地保障",
        "请牵头单位会同有关单位研究解决。",
        ("县自然资源局",),
        5,
        reported=4,
        closed=5,
    ),
    Row(
        "ducha",
        SUPERVISED,
        date(2024, 6, 11),
        "补齐5月到位资金佐证材料",
        "请对照县招商局反馈清单补齐进账单和发票，超期不计入当月统计。",
        ("县应急管理局", "县教育局"),
        5,
        reported=4,
        closed=6,
    ),
    Row(
        "jingban",
        CHASED,
        date(2024, 7, 16),
        "报送兰洽会签约项目合同文本",
        "请于时限内上传正式合同扫描件。",
        ("县商务局",),
        3,
        reported=2,
        closed=3,
    ),
    Row(
        "ducha",
        SUPERVISED,
        date(2024, 8, 20),
        "签约满半年未开工项目说明原因",
        "请到企业现场了解情况，书面说明未开工原因和开工时间。",
        ("县中医药产业发展中心",),
        5,
        project="2024-16",
        raised=1,
        reported=7,
        closed=8,
    ),
    Row(
        "ducha",
        DECIDED,
        date(2024, 9, 10),
        "供电增容事项联席会商",
        "请县供电公司牵头提出增容方案，报下次调度会研究。",
        ("国网清水县供电公司", "县发展和改革局"),
        10,
        source="全县招商引资第9次月调度会",
        reported=9,
        closed=11,
    ),
    Row(
        "lianluo",
        INSTRUCTED,
        date(2024, 10, 15),
        "三季度任务进度滞后单位说明情况",
        "请说明进度滞后原因和整改措施。",
        ("县民政局", "县畜牧兽医服务中心"),
        5,
        task=True,
        reported=5,
        closed=7,
    ),
    Row(
        "ducha",
        SUPERVISED,
        date(2024, 11, 25),
        "10月到位资金零申报单位整改",
        "连续两个月无到位资金，请逐项目说明资金计划并组织申报。",
        ("县工商业联合会",),
        5,
        task=True,
        raised=2,
    ),
    Row(
        "ducha",
        SUPERVISED,
        date(2024, 12, 4),
        "园区标准化厂房水电接入",
        "请协调供水、供电单位完成接入，明确通水通电时间。",
        ("清水工业集中区管委会", "县水务局"),
        5,
        raised=1,
        reported=8,
    ),
    Row(
        "lingdao",
        INSTRUCTED,
        date(2024, 12, 11),
        "汉麻脱胶梳理加工项目尽快签约",
        "请抓紧办理，按时报结果。年内完成正式合同签订。",
        ("清水工业集中区管委会",),
        10,
    ),
    Row(
        "shenhe",
        CHASED,
        date(2024, 12, 13),
        "12月到位资金抓紧申报",
        "请于时限内完成本月到位资金申报，佐证材料一并上传。",
        ("县交通运输局", "县卫生健康局"),
        3,
    ),
    Row(
        "ducha",
        DECIDED,
        date(2024, 12, 12),
        "年度考核数据核对",
        "请对照全年任务核对到位资金、签约项目和招商活动数据，有异议的附依据书面反馈。",
        ("县农业农村局", "县商务局", "县文体广电和旅游局"),
        10,
        source="全县招商引资第12次周调度会",
    ),
)
PROGRESS = "已逐项办理完毕，情况属实，相关材料附后。"


@dataclass
class Course:
    """One row's acts, each for its own moment."""

    stage: Stage
    row: Row

    def schedule(self) -> None:
        row, acts = self.row, self.stage.timeline.add
        day = partial(workday_after, row.ordered_on)
        acts(moment(row.ordered_on, 9, 20), self.order)
        acts(moment(day(1), 9, 40), self.take)
        deadline = day(row.days)
        for _ in range(row.raised):
            acts(moment(workday_after(deadline, 1), 6, 30), self.lift)
            deadline = workday_after(workday_after(deadline, 1), 2)
        if row.reported is not None:
            acts(moment(day(row.reported), 16, 10), self.report)
        if row.closed is not None:
            acts(moment(day(row.closed), 17, 5), self.close)

    @property
    def orderer(self) -> User:
        return self.stage.people[self.row.by]

    def order(self) -> None:
        row, units = self.row, [self.stage.units[name] for name in self.row.units]
        target = NOTHING
        if row.project:
            target = Target(project=self.stage.projects[row.project])
        elif row.task:
            target = Target(task_unit=units[0], task_year=row.ordered_on.year, task_kind=ARRIVED)
        values: Mapping[str, Any] = {"title": row.title, "text": row.text, "source": row.source, "working_days": row.days}
        papers = [pdf("批示原件.pdf", "INSTRUCTION")] if row.by == "lianluo" else []
        self.matter: Matter = order_matter(by=self.orderer, kind=row.kind, units=units, target=target, papers=papers, **values)

    def take(self) -> None:
        for name in self.row.units:
            take_matter(by=self.stage.people.clerk_of[name], matter=self.matter)

    def lift(self) -> None:
        raise_matter(by=None, matter=self.matter, note=f"时限{clock.today()}前{OVERDUE}")

    def report(self) -> None:
        for name in self.row.units:
            report_matter(by=self.stage.people.clerk_of[name], matter=self.matter, note=PROGRESS)

    def close(self) -> None:
        close_matter(by=self.orderer, matter=self.matter, note="情况属实，同意销号")


def schedule(stage: Stage) -> None:
    for row in ROWS:
        Course(stage, row).schedule()
