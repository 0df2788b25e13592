"""Links for enterprises: making and ending them, and what an enterprise answers about its money."""

from datetime import date
from decimal import Decimal

from projects.access.choices import RUN_TICKET, VERIFY_CLAIM
from projects.access.permissions import require
from projects.audit.actions import action
from projects.books.actions import lock_book
from projects.core import clock
from projects.core.errors import Refused
from projects.funding.models import Arrival
from projects.organisations.models import User
from projects.portal.models import ArrivalAnswer
from projects.reference.choices import ARRIVAL_LINKS, IN_USE
from projects.reference.models import setting
from projects.services.flow import DONE, STATES
from projects.services.models import Ticket
from projects.tokens.actions import issue_token, revoke_token
from projects.tokens.choices import ARRIVAL, RATING, TICKET
from projects.tokens.models import Token

OFF_WORDS = "“企业凭链接确认到位资金”没有启用，需要时请系统管理员在设置中启用"


def link_ticket(*, by: User | None, ticket: Ticket, purpose: str = TICKET) -> tuple[Token, str]:
    """The token and its secret, told this once. `by` None: for the enterprise that has just sent the ticket in."""
    if by is not None:
        require(by, RUN_TICKET)
    if purpose not in (TICKET, RATING):
        raise Refused("请选择链接的用途", field="purpose")
    if STATES[ticket.state].leaves_base:
        raise Refused(f"诉求{ticket.state_label}，不能再签发链接")
    if purpose == RATING and ticket.state != DONE:
        raise Refused(f"部门办结后才能评价（目前：{ticket.state_label}）", field="purpose")
    return issue_token(by=by, county=ticket.county, purpose=purpose, about=ticket)


def arrival_links_are_on(on: date) -> bool:
    return bool(setting(ARRIVAL_LINKS, on) == IN_USE)


def link_arrival(*, by: User, arrival: Arrival) -> tuple[Token, str]:
    """Of one standing row of the money book; the setting is off unless the county wants it (definitions 2)."""
    require(by, VERIFY_CLAIM)
    if not arrival_links_are_on(clock.today()):
        raise Refused(OFF_WORDS)
    if not Arrival.objects.counted_in().filter(pk=arrival.pk).exists():
        raise Refused("已冲销的记录和撤资不用企业确认")
    return issue_token(by=by, county=arrival.county, purpose=ARRIVAL, about=arrival)


def revoke_link(*, by: User, token: Token) -> Token:
    require(by, VERIFY_CLAIM if token.purpose == ARRIVAL else RUN_TICKET)
    return revoke_token(by=by, token=token)


@action("answer_arrival")
def answer_arrival(
    *, by: User | None, arrival: Arrival, token: Token, is_right: bool, amount_wan: Decimal | None = None, note: str = ""
) -> ArrivalAnswer:
    """Evidence beside the book, never a change of it; a dispute is a line of 数据体检."""
    said = note.strip()
    if not is_right and amount_wan is None and not said:
        raise Refused("请填写实际到位的金额，或写一句哪里不对", field="amount_wan")
    place = lock_book(ArrivalAnswer, arrival.county_id)
    answer = ArrivalAnswer.objects.create(
        county_id=arrival.county_id,
        arrival=arrival,
        token=token,
        is_right=is_right,
        amount_wan=None if is_right else amount_wan,
        note=said,
        recorded_at=place.recorded_at,
        recorded_by=by,
    )
    place.advance()
    return answer
