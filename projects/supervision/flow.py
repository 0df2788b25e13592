"""催办, 督办, 批示 and meeting decisions as data: one life, four ways to begin it, three warnings on the way."""

from dataclasses import dataclass

from projects.access.choices import CHASE, INSTRUCT, SUPERVISE


@dataclass(frozen=True)
class MatterKind:
    """`prefix`: of its number, counted by year. `function`: who may order one. `days`: its key in the setting of working days."""

    value: str
    label: str
    prefix: str
    function: str
    days: str


@dataclass(frozen=True)
class Level:
    """A step of the ladder 提醒 → 警告 → 约谈 (华亭 2017): colours are steps of escalation, never a rate. `rank`: 0 is none of them."""

    value: str
    label: str
    act: str
    rank: int
    light: str

    @property
    def paper(self) -> str:
        return f"督办单（{self.label}）"


@dataclass(frozen=True)
class MatterState:
    value: str
    label: str
    next: tuple[str, ...]


@dataclass(frozen=True)
class MatterStepKind:
    """`to`: the state it leads to; None: the state stays. `after`: the states in which it has its time."""

    value: str
    label: str
    to: str | None
    after: tuple[str, ...]
    needs_note: bool = False


CHASED, SUPERVISED, INSTRUCTED, DECIDED = "chase", "supervise", "instruct", "decide"
KINDS: dict[str, MatterKind] = {
    kind.value: kind
    for kind in (
        MatterKind(CHASED, "催办", "催办", CHASE, "催办"),
        MatterKind(SUPERVISED, "督办", "督办", SUPERVISE, "督办"),
        MatterKind(INSTRUCTED, "批示", "批示", INSTRUCT, "批示"),
        MatterKind(DECIDED, "会议议定事项", "议定", SUPERVISE, "会议议定事项"),
    )
}

BLUE, YELLOW, RED = "blue", "yellow", "red"
LEVELS: dict[str, Level] = {
    level.value: level
    for level in (
        Level(BLUE, "蓝色提醒", "提醒", 1, "blue"),
        Level(YELLOW, "黄色警告", "警告", 2, "yellow"),
        Level(RED, "红色约谈", "约谈", 3, "red"),
    )
}


def level_after(value: str) -> str:
    """Empty where the ladder ends: nothing comes after 约谈."""
    return {"": BLUE, BLUE: YELLOW, YELLOW: RED, RED: ""}[value]


OPEN, REPORTED, CLOSED, REVOKED = "open", "reported", "closed", "revoked"
STATES: dict[str, MatterState] = {
    state.value: state
    for state in (
        MatterState(OPEN, "办理中", (REPORTED, CLOSED, REVOKED)),
        MatterState(REPORTED, "已反馈（待销号）", (OPEN, CLOSED, REVOKED)),
        MatterState(CLOSED, "已销号", ()),
        MatterState(REVOKED, "已撤销", ()),
    )
}
STEPS: dict[str, MatterStepKind] = {
    step.value: step
    for step in (
        MatterStepKind("order", "下达", OPEN, ()),
        MatterStepKind("take", "签收", None, (OPEN,)),
        MatterStepKind("progress", "办理进展", None, (OPEN,), needs_note=True),
        MatterStepKind("report", "办结反馈", None, (OPEN,), needs_note=True),
        MatterStepKind("return", "退回重办", OPEN, (REPORTED,), needs_note=True),
        MatterStepKind("raise", "升级", None, (OPEN,), needs_note=True),
        MatterStepKind("extend", "调整时限", None, (OPEN,), needs_note=True),
        MatterStepKind("close", "销号", CLOSED, (OPEN, REPORTED)),
        MatterStepKind("revoke", "撤销", REVOKED, (OPEN, REPORTED), needs_note=True),
    )
}
"""办结反馈 of the last unit leads to 已反馈: the action says so, since the others' clocks go on."""
