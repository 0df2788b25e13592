"""What a one-time link may be for. A link of one purpose opens nothing of another."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Purpose:
    """`lives`: from its issue. `uses`: how many POSTs it serves; 0 is any number until it ends. `posts_an_hour`: from one address.
    `sent_an_hour`: forms taken from one browser behind it (offices share an address, and one that mistypes is not shut out); 0 is any."""

    value: str
    label: str
    lives: timedelta
    uses: int = 0
    posts_an_hour: int = 20
    sent_an_hour: int = 0


TICKET, RATING, ARRIVAL = "ticket", "ticket_rating", "arrival_confirmation"
PUBLIC_FORM, DISPLAY, API = "public_form", "display", "api"
PURPOSES: dict[str, Purpose] = {
    purpose.value: purpose
    for purpose in (
        Purpose(TICKET, "企业查看进度、评价办理", timedelta(days=90)),
        Purpose(RATING, "企业评价诉求办理", timedelta(days=30), uses=1),
        Purpose(ARRIVAL, "企业确认到位资金", timedelta(days=30), uses=1),
        Purpose(PUBLIC_FORM, "企业网上提交诉求", timedelta(days=365), posts_an_hour=60, sent_an_hour=5),
        Purpose(DISPLAY, "大屏展示", timedelta(days=365)),
        Purpose(API, "数据接口", timedelta(days=365), posts_an_hour=3600),
    )
}
