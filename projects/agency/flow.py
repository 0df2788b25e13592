"""The life of a 帮办代办事项 as data, and the four stages of a project's approvals (handbook 4.6)."""

from dataclasses import dataclass

LAND, DESIGN, BUILD, COMPLETION = "land", "design", "build", "completion"
STAGES: dict[str, str] = {
    LAND: "立项用地规划许可",
    DESIGN: "工程建设许可",
    BUILD: "施工许可",
    COMPLETION: "竣工验收",
}


@dataclass(frozen=True)
class ItemState:
    """`next`: the states that may follow."""

    value: str
    label: str
    next: tuple[str, ...]
    is_over: bool = False


@dataclass(frozen=True)
class ItemStepKind:
    """A dated act on an item; `to` None leaves its state as it is and needs one of the states `after`."""

    value: str
    label: str
    to: str | None
    needs_note: bool = False
    after: tuple[str, ...] = ()

    def may_follow(self, state: ItemState) -> bool:
        return (self.to is None or self.to in state.next) and (not self.after or state.value in self.after)


LISTED, ENTRUSTED, PREPARING, APPLIED, ACCEPTED = "listed", "entrusted", "preparing", "applied", "accepted"
FINISHED, WITHDRAWN = "finished", "withdrawn"
STATES: dict[str, ItemState] = {
    state.value: state
    for state in (
        ItemState(LISTED, "待委托", (ENTRUSTED, WITHDRAWN)),
        ItemState(ENTRUSTED, "已委托（待告知）", (PREPARING, WITHDRAWN)),
        ItemState(PREPARING, "材料准备", (APPLIED, WITHDRAWN)),
        ItemState(APPLIED, "已申报", (ACCEPTED, PREPARING, WITHDRAWN)),
        ItemState(ACCEPTED, "已受理", (FINISHED, WITHDRAWN)),
        ItemState(FINISHED, "办结", (), is_over=True),
        ItemState(WITHDRAWN, "撤回", (), is_over=True),
    )
}
OPEN_STATES = (ENTRUSTED, PREPARING, APPLIED, ACCEPTED)
"""Entrusted and not over: what somebody has to work on."""
STEPS: dict[str, ItemStepKind] = {
    step.value: step
    for step in (
        ItemStepKind("list", "列入清单", LISTED),
        ItemStepKind("entrust", "企业委托", ENTRUSTED, after=(LISTED,)),
        ItemStepKind("tell", "一次性告知", PREPARING, after=(ENTRUSTED,)),
        ItemStepKind("receive", "收到材料", None, after=(PREPARING,)),
        ItemStepKind("apply", "申报", APPLIED, after=(PREPARING,)),
        ItemStepKind("send_back", "退回补正", PREPARING, needs_note=True, after=(APPLIED,)),
        ItemStepKind("accept", "受理", ACCEPTED, after=(APPLIED,)),
        ItemStepKind("finish", "办结", FINISHED, after=(ACCEPTED,)),
        ItemStepKind("withdraw", "撤回", WITHDRAWN, needs_note=True),
        ItemStepKind("rate", "企业评价", None, after=(FINISHED,)),
        ItemStepKind("reassign", "更换代办员", None, after=OPEN_STATES),
    )
}
WITHDRAW = "withdraw"
SATISFIED, UNSATISFIED = "满意", "不满意"
RATINGS = (SATISFIED, UNSATISFIED, "未评价")
TELL_WITHIN = 1
"""Working days from 委托 to 一次性告知 (handbook 3.7: 1个工作日内草拟)."""
