"""The life of a ticket as data: what may follow what, who holds it, which step needs a sentence."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TicketState:
    """`is_closed`: counted as 办结(销号). `leaves_base`: not part of the 办结率's denominator."""

    value: str
    label: str
    next: tuple[str, ...]
    is_closed: bool = False
    leaves_base: bool = False


@dataclass(frozen=True)
class StepKind:
    """A dated act on a ticket; `to` is the state it leads to (None: the state stays). `needs_note`: a sentence is required.

    `after`: only from these states: where two acts lead to the same one (交办 and 重办), or an act that leads nowhere has its time;
    empty: wherever `to` may follow.
    """

    value: str
    label: str
    to: str | None
    needs_note: bool = False
    after: tuple[str, ...] = ()

    def may_follow(self, state: "TicketState") -> bool:
        return (self.to is None or self.to in state.next) and (not self.after or state.value in self.after)


REGISTERED, ACCEPTED, ASSIGNED, DONE, CLOSED = "registered", "accepted", "assigned", "done", "closed"
REFUSED, MERGED, UNSOLVED = "refused", "merged", "unsolved"
STATES: dict[str, TicketState] = {
    state.value: state
    for state in (
        TicketState(REGISTERED, "待受理", (ACCEPTED, ASSIGNED, REFUSED, MERGED)),
        TicketState(ACCEPTED, "待交办", (ASSIGNED, REFUSED, MERGED)),
        TicketState(ASSIGNED, "办理中", (ASSIGNED, DONE, UNSOLVED)),
        TicketState(DONE, "部门办结（待回访）", (CLOSED, ASSIGNED)),
        TicketState(UNSOLVED, "暂无法办结", (ASSIGNED, DONE)),
        TicketState(CLOSED, "办结（销号）", (ASSIGNED,), is_closed=True),
        TicketState(REFUSED, "不予受理", (), leaves_base=True),
        TicketState(MERGED, "已合并", (), leaves_base=True),
    )
}
LEAVING_STATES = tuple(state.value for state in STATES.values() if state.leaves_base)
OPEN_STATES = tuple(state.value for state in STATES.values() if not state.is_closed and not state.leaves_base)
STEPS: dict[str, StepKind] = {
    step.value: step
    for step in (
        StepKind("register", "登记", REGISTERED),
        StepKind("accept", "受理", ACCEPTED),
        StepKind("refuse", "不予受理（说明）", REFUSED, needs_note=True),
        StepKind("merge", "合并", MERGED, needs_note=True),
        StepKind("assign", "交办", ASSIGNED, after=(REGISTERED, ACCEPTED, ASSIGNED, UNSOLVED)),
        StepKind("take", "签收", None, after=(ASSIGNED,)),
        StepKind("object", "异议", None, needs_note=True, after=(ASSIGNED,)),
        StepKind("rule", "异议裁定", None, needs_note=True, after=(ASSIGNED,)),
        StepKind("ask_extension", "申请延期", None, needs_note=True, after=(ASSIGNED,)),
        StepKind("extend", "延期", None, needs_note=True, after=(ASSIGNED,)),
        StepKind("deny_extension", "不同意延期", None, needs_note=True, after=(ASSIGNED,)),
        StepKind("pause", "暂停计时", None, needs_note=True, after=(ASSIGNED,)),
        StepKind("resume", "恢复计时", None, after=(ASSIGNED,)),
        StepKind("countersign", "会签意见", None, needs_note=True, after=(ASSIGNED,)),
        StepKind("progress", "办理进展", None, needs_note=True, after=(ASSIGNED, UNSOLVED)),
        StepKind("done", "部门办结", DONE, needs_note=True),
        StepKind("unsolved", "暂无法办结（说明）", UNSOLVED, needs_note=True),
        StepKind("call", "回访", None, needs_note=True, after=(DONE,)),
        StepKind("rate", "企业评价", None, after=(DONE,)),
        StepKind("close", "办结（销号）", CLOSED),
        StepKind("reopen", "重办", ASSIGNED, needs_note=True, after=(DONE, CLOSED)),
    )
}
STATE_STEPS = tuple(step.value for step in STEPS.values() if step.to)
"""Steps that move the ticket: the last of them by a day says how it stood then."""

SOLVED, EXPLAINED = "已解决", "解释说明"
OUTCOMES = (SOLVED, EXPLAINED)
SATISFIED, UNSATISFIED, UNREACHED, UNRATED = "满意", "不满意", "未联系上", "未评价"
SATISFACTION = (SATISFIED, UNSATISFIED, UNREACHED, UNRATED)
UNANSWERED = "未接通"
EVALUATIONS = (SATISFIED, UNSATISFIED)
"""What an enterprise can say of the work; anything else is silence."""
ANSWERS = (SATISFIED, UNSATISFIED, UNRATED, UNANSWERED)
"""What a call ends with; after FAILED_CALLS unanswered ones the ticket closes as 未联系上, which is never 满意 (definitions 2)."""
FAILED_CALLS = 2
LEVELS = ("一般", "复杂", "疑难")
