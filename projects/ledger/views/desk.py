"""工作台: what this person may begin, what waits for this person, and how the own unit stands."""

from typing import Any

from django.http import HttpResponseRedirect
from django.urls import reverse

from projects.access.choices import DELEGATE, FILE_CLAIM, OPEN_TICKET, REGISTER_SIGNING, VERIFY_CLAIM
from projects.access.permissions import can
from projects.core import clock
from projects.ledger.queries.desk import RECENT_KEY, board_of, own_projects, unit_strip
from projects.ledger.todo import Waiting, counts_of
from projects.organisations.views import TOUR
from projects.pages.context import look_of
from projects.pages.views import Page

LEADERS = frozenset({"county_leader", DELEGATE})
WEEKDAYS = "一二三四五六日"
AT_ONCE = 6
"""Lines of 待办 on the first screen; the others unfold below them."""
BIG = 4
TOUR_STEPS = (
    (
        "看待办",
        "工作台中间的“待办”是等您办理的事，按期限排列：红是超期，黄是两个工作日内到期。点一行就进入办理的页面；办完自动消失。",
    ),
    (
        "办事情",
        "最上面的大按钮是您最常办的事。填写时每10秒自动保存草稿，中途离开、超时都不会丢；提交前有核对页，写错了能退回去改。",
    ),
    ("查和问", "按“/”键可以搜索项目、企业和诉求，拼音首字母也行。任何数字都能点开看明细；左下角有使用帮助和值班电话。"),
)
STEP_NUMBERS = [str(number) for number, _ in enumerate(TOUR_STEPS, 1)]


class DeskPage(Page):
    title = "工作台"
    first_unit = "亿元"
    template_name = "desk/home.html"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """A leader's phone begins with the leader's page; `full` asks for this one."""
        if "full" not in request.GET and "Mobi" in request.headers.get("User-Agent", "") and self.user.roles & LEADERS:
            return HttpResponseRedirect(reverse("leader_phone"))
        return self.page()

    def context(self) -> dict[str, Any]:
        today = clock.today()
        waiting = Waiting(self.user)
        lines, reports = waiting.lines, waiting.reports
        roles = "、".join(dict.fromkeys(tenure.role_label for tenure in self.user.current_tenures))
        return super().context() | {
            "entries": self.entries(),
            "todos": lines,
            "first_todos": lines[:AT_ONCE],
            "more_todos": lines[AT_ONCE:],
            "counts": counts_of(lines),
            "next_deadline": "" if lines else waiting.next_deadline,
            "strip": unit_strip(board_of(self.user, reports.months), reports.county_text, self.money_unit),
            "reports": reports,
            "may_file": can(self.user, FILE_CLAIM),
            "own": own_projects(self.user, self.request.session.get(RECENT_KEY, [])),
            "tour": self.tour(),
            "unit": look_of(self.request).unit,
            "roles": roles,
            "weekday": f"星期{WEEKDAYS[today.weekday()]}",
        }

    def tour(self) -> dict[str, Any] | None:
        """三步上手: by itself after the first password, else when the address asks for a step; ?tour=end puts it away."""
        session, asked = self.request.session, self.request.GET.get("tour", "")
        if asked == "end":
            session.pop(TOUR, None)
        number = int(asked) if asked in STEP_NUMBERS else 1 if session.get(TOUR) else 0
        if not number:
            return None
        title, text = TOUR_STEPS[number - 1]
        before, after = number - 1, number + 1 if number < len(TOUR_STEPS) else 0
        return {"number": number, "of": len(TOUR_STEPS), "title": title, "text": text, "before": before, "after": after}

    def entries(self) -> list[dict[str, str]]:
        """Four: what the rights allow, then what everybody reads."""
        offered = (
            (FILE_CLAIM, "申报到位", "本次新增，非累计", "cash-stack", reverse("claim_new")),
            (REGISTER_SIGNING, "登记签约", "八项即可计入", "pen", reverse("signing_new")),
            (OPEN_TICKET, "提诉求", "5项以内", "headset", reverse("ticket_new")),
            (VERIFY_CLAIM, "核定", "佐证与申报并排", "check2-square", reverse("verify_queue")),
        )
        found = [
            {"label": label, "note": note, "icon": icon, "url": url}
            for function, label, note, icon, url in offered
            if can(self.user, function)
        ]
        return [*found, *self.readings()][:BIG]

    @staticmethod
    def readings() -> list[dict[str, str]]:
        """Open to everybody: they fill the row up to four."""
        return [
            {"label": "项目台账", "note": "按条件查项目", "icon": "folder2-open", "url": reverse("project_list")},
            {"label": "驾驶舱", "note": "全县主要数据", "icon": "speedometer2", "url": reverse("cockpit")},
            {"label": "任务调度", "note": "各单位完成情况", "icon": "flag", "url": reverse("tasks")},
            {"label": "企业诉求", "note": "办理情况", "icon": "headset", "url": reverse("tickets")},
        ]
