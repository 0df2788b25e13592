"""My jobs; one job with its bar, which may be left; the plan of what comes round, for the administrator."""

import uuid
from typing import Any, ClassVar, cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from projects.access.choices import MANAGE_ACCOUNTS
from projects.core import clock
from projects.files.views import send
from projects.jobs.actions import cancel_job, run_schedule
from projects.jobs.models import Job, Schedule
from projects.organisations.models import User
from projects.pages.views import Crumb, DetailPage, Page, state_change

SHOWN = 100


class JobList(Page):
    title = "后台任务"
    template_name = "jobs/list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The latest hundred: older ones have lost their file long ago."""
        rows = Job.objects.visible_to(self.user).select_related("result")[:SHOWN]
        columns = [("任务", ""), ("提交时间", ""), ("状态", ""), ("进度", "num"), ("结果", "")]
        return self.page(rows=rows, columns=columns, empty="您还没有后台任务")

    def crumbs(self) -> list[Crumb]:
        return [("工作台", "/"), (self.title, None)]


class JobPage(DetailPage):
    """Only one's own: another's is 404. The bar is asked for in the background and keeps no session alive."""

    template_name = "jobs/detail.html"

    def context(self) -> dict[str, Any]:
        found = get_object_or_404(Job.objects.visible_to(self.user).select_related("result"), pk=self.kwargs["pk"])
        crumbs = [("工作台", "/"), ("后台任务", reverse("jobs")), (str(found), None)]
        return {"title": str(found), "crumbs": crumbs, "job": found, "key": uuid.uuid4()}


@require_safe
def job_state(request: HttpRequest, pk: int) -> JsonResponse:
    """For the bar."""
    found = get_object_or_404(Job.objects.visible_to(cast(User, request.user)), pk=pk)
    fields = ("state", "state_label", "done", "total", "percent", "message", "is_ended")
    return JsonResponse({name: getattr(found, name) for name in fields} | {"has_result": found.result_id is not None})


@require_safe
def job_result(request: HttpRequest, pk: int) -> FileResponse:
    user = cast(User, request.user)
    found = get_object_or_404(Job.objects.visible_to(user).select_related("result"), pk=pk)
    if not found.is_still_for(user):
        raise Http404("made with a post that the person no longer has")
    if found.result is None or (found.result_until and found.result_until <= clock.now()):
        raise Http404("the result is no longer kept")
    return send(found.result)


@state_change()
def job_cancel(request: HttpRequest, pk: int) -> str:
    user = cast(User, request.user)
    cancel_job(by=user, job=get_object_or_404(Job.objects.visible_to(user), pk=pk))
    return reverse("job", args=[pk])


class SchedulePage(Page):
    title = "计划任务"
    template_name = "jobs/schedules.html"
    functions: ClassVar[tuple[str, ...]] = (MANAGE_ACCOUNTS,)

    def crumbs(self) -> list[Crumb]:
        return [("系统管理", reverse("administration")), (self.title, None)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now = timezone.now()
        rows = [(row, row.is_due(now), uuid.uuid4()) for row in Schedule.objects.select_related("last_job")]
        columns = [(words, "") for words in ("任务", "周期", "上次执行", "结果", "办理")]
        return self.page(rows=rows, columns=columns, empty="后台进程还没有启动过，启动后在此列出")


@state_change(MANAGE_ACCOUNTS)
def schedule_run(request: HttpRequest, pk: int) -> str:
    run_schedule(by=cast(User, request.user), schedule=get_object_or_404(Schedule, pk=pk))
    return reverse("schedules")
