"""States of a 要素保障 item."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ElementState:
    value: str
    label: str
    is_over: bool = False


WAITING, WORKING, STUCK, SECURED, NOT_NEEDED = "waiting", "working", "stuck", "secured", "not_needed"
STATES: dict[str, ElementState] = {
    state.value: state
    for state in (
        ElementState(WAITING, "待落实"),
        ElementState(WORKING, "正在落实"),
        ElementState(STUCK, "有困难"),
        ElementState(SECURED, "已保障", is_over=True),
        ElementState(NOT_NEEDED, "不涉及", is_over=True),
    )
}
OPEN_STATES = tuple(state.value for state in STATES.values() if not state.is_over)
OVER_STATES = tuple(state.value for state in STATES.values() if state.is_over)
# Element → category of the ticket that it opens; 要素保障 for all others (code lists element, ticket_category).
TICKET_CATEGORY = {"land": "land", "environment": "approval", "road": "infrastructure", "labour": "labour", "finance": "finance"}
ANY_ELEMENT = "factor"
