"""工作台: what this person may begin, and what waits for this person."""

from typing import Any

from django.urls import reverse

from projects.access.choices import FILE_CLAIM, OPEN_TICKET, REGISTER_SIGNING, VERIFY_CLAIM
from projects.access.permissions import can
from projects.core import clock
from projects.ledger.todo import todos_of
from projects.pages.views import Page

WEEKDAYS = "一二三四五六日"


class DeskPage(Page):
    title = "工作台"
    template_name = "desk/home.html"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return self.page()

    def context(self) -> dict[str, Any]:
        today = clock.today()
        roles = "、".join(dict.fromkeys(tenure.role_label for tenure in self.user.current_tenures))
        return super().context() | {
            "entries": self.entries(),
            "todos": todos_of(self.user),
            "roles": roles,
            "weekday": f"星期{WEEKDAYS[today.weekday()]}",
            "unit_switch_url": reverse("choose_unit"),
        }

    def entries(self) -> list[dict[str, str]]:
        offered = (
            (FILE_CLAIM, "申报到位", "本次新增，非累计", "cash-stack", reverse("claim_new")),
            (REGISTER_SIGNING, "登记签约", "八项即可计入", "pen", reverse("signing_new")),
            (OPEN_TICKET, "提诉求", "5项以内", "headset", reverse("ticket_new")),
            (VERIFY_CLAIM, "核定", "佐证与申报并排", "check2-square", reverse("verify_queue")),
        )
        return [
            {"label": label, "note": note, "icon": icon, "url": url}
            for function, label, note, icon, url in offered
            if can(self.user, function)
        ]
