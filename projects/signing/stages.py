"""The life of a project as data: one table feeds tags, buttons, funnel order, 还差什么 and tests.

Stages are states, milestones are dates. A stage is derived from what was dated, never typed.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """`begins_with`: the actual milestone that opens it. `needs`: project fields asked for from here on."""

    value: str
    label: str
    begins_with: str | None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class MilestoneKind:
    """`sources`: whose date it is (two departments may each hold a date of their own)."""

    value: str
    label: str
    column: str
    sources: tuple[str, ...]


SIGNED, REGISTERED, STARTED, INVESTED, PRODUCING, FULL, ENDED = (
    "signed",
    "registered",
    "started",
    "invested",
    "producing",
    "full",
    "ended",
)
MILESTONES: tuple[MilestoneKind, ...] = (
    MilestoneKind(REGISTERED, "注册备案", "注册备案时间", ("营业执照", "发改备案")),
    MilestoneKind(STARTED, "开工", "开工时间", ("施工许可证", "发改入库", "现场确认+照片")),
    MilestoneKind(INVESTED, "完成投资", "完成投资时间", ("核定到位", "现场确认+照片")),
    MilestoneKind(PRODUCING, "投产", "投产时间", ("现场确认+照片", "工信认定")),
    MilestoneKind(FULL, "达产", "达产时间", ("工信认定",)),
    MilestoneKind(ENDED, "终止（退出）", "终止时间", ("终止协议", "招商局认定")),
)
MILESTONE_BY_VALUE = {kind.value: kind for kind in MILESTONES}

TALKS = "talks"
STAGES: tuple[Stage, ...] = (
    Stage(TALKS, "在谈", None),
    Stage(SIGNED, "已签约", SIGNED, ("sector", "department_id")),
    Stage("preparing", "前期", REGISTERED, ("industry", "construction_nature")),
    Stage("building", "在建", STARTED, ("project_code", "place")),
    Stage("producing", "投产", PRODUCING, ("planned_output_wan", "planned_tax_wan", "planned_jobs")),
    Stage("full", "达产", FULL),
    Stage("ended", "终止", ENDED),
)
STAGE_LABELS = {stage.value: stage.label for stage in STAGES}
