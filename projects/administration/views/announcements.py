"""公告: the list, publishing one, taking one down."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import MANAGE_ACCOUNTS
from projects.administration.actions.announcements import publish_announcement, withdraw_announcement
from projects.administration.forms import AnnouncementForm
from projects.administration.views.base import AdminForm, AdminPage
from projects.core import clock
from projects.pages.views import state_change
from projects.reference.models import Announcement

SHOWN = 50


class AnnouncementList(AdminPage):
    title = "公告"
    template_name = "administration/announcement_list.html"
    functions = (MANAGE_ACCOUNTS,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(rows=Announcement.objects.select_related("published_by")[:SHOWN], on=clock.today())


class NewAnnouncement(AdminForm):
    title = "发布公告"
    submit_label = "发布公告"
    functions = (MANAGE_ACCOUNTS,)
    form_class = AnnouncementForm
    done_message = "公告已发布"
    trail = (("公告", "announcements"),)
    intro = "在每个页面顶部显示一句话，到期自动消失；同一天只有一条。"

    def initial(self) -> dict[str, Any]:
        return {"starts_on": clock.today(), "ends_on": clock.today()}

    def save(self, form: Any) -> Announcement:
        return publish_announcement(by=self.user, **form.cleaned_data)


@state_change(MANAGE_ACCOUNTS)
def announcement_withdraw(request: Any, pk: int) -> str:
    withdraw_announcement(by=request.user, announcement=get_object_or_404(Announcement, pk=pk))
    return reverse("announcements")
