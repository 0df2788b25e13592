"""What a one-time link may be for. A link of one purpose opens nothing of another."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Purpose:
    """`lives`: from its issue. `uses`: how many POSTs it serves; 0 is any number until it ends. `posts_an_hour`: from one address."""

    value: str
    label: str
    lives: timedelta
    uses: int = 0
    posts_an_hour: int = 20


TICKET, PUBLIC_FORM, DISPLAY, API = "ticket", "public_form", "display", "api"
PURPOSES: dict[str, Purpose] = {
    purpose.value: purpose
    for purpose in (
        Purpose(TICKET, "企业查看诉求办理进度", timedelta(days=90)),
        Purpose("ticket_rating", "企业评价诉求办理", timedelta(days=30), uses=1),
        Purpose("arrival_confirmation", "企业确认到位资金", timedelta(days=30), uses=1),
        Purpose(PUBLIC_FORM, "企业提交诉求", timedelta(days=365), posts_an_hour=5),
        Purpose(DISPLAY, "大屏展示", timedelta(days=365)),
        Purpose(API, "数据接口", timedelta(days=365), posts_an_hour=3600),
    )
}
