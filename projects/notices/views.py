"""站内消息: the list, opening one at its row, 全部已读; what went out, for the administrator."""

import uuid
from typing import Any, ClassVar, cast

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views import View

from projects.access.choices import MANAGE_ACCOUNTS
from projects.notices.actions import read_all, read_notice
from projects.notices.models import Delivery, Notice
from projects.organisations.models import User
from projects.pages.views import Crumb, Page, state_change

PAGE_SIZE = 20
SHOWN = 100
NOTHING_SENT = "没有站外通知；邮件、钉钉和企业微信默认不启用，由系统管理员在服务器上设置"


class NoticeList(Page):
    title = "站内消息"
    template_name = "notices/list.html"

    def crumbs(self) -> list[Crumb]:
        return [("工作台", "/"), (self.title, None)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        every = Notice.objects.visible_to(self.user)
        only_mine = "mine" in request.GET
        pages = Paginator(Notice.objects.waiting_for(self.user) if only_mine else every, PAGE_SIZE)
        page = pages.get_page(request.GET.get("page"))
        return self.page(
            page=page,
            numbers=list(pages.get_elided_page_range(page.number, on_each_side=2, on_ends=1)),
            gap=pages.ELLIPSIS,
            only_mine=only_mine,
            has_unread=every.unread().exists(),
            key=uuid.uuid4(),
        )


class NoticeOpen(View):
    """To the exact row; the button of the list also marks it as read. Out of sight meanwhile: 无权查看, in so many words."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return _followed(cast(User, request.user), self._notice(request, pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user, notice = cast(User, request.user), self._notice(request, pk)
        read_notice(by=user, notice=notice)
        return _followed(user, notice)

    def _notice(self, request: HttpRequest, pk: int) -> Notice:
        return get_object_or_404(Notice.objects.visible_to(cast(User, request.user)), pk=pk)


def _followed(user: User, notice: Notice) -> HttpResponse:
    if not _may_follow(user, notice):
        raise PermissionDenied("这条消息所指的内容现在不在您的查看范围内，可能已调整单位或岗位")
    return HttpResponseRedirect(notice.url)


def _may_follow(user: User, notice: Notice) -> bool:
    if not notice.about_type:
        return True
    rows: Any = apps.get_model("projects", notice.about_type)._default_manager
    return bool(rows.visible_to(user).filter(pk=notice.about_id).exists())


@state_change()
def notices_read(request: HttpRequest) -> str:
    read_all(by=cast(User, request.user))
    return reverse("notices")


class DeliveryList(Page):
    title = "站外通知"
    template_name = "notices/deliveries.html"
    functions: ClassVar[tuple[str, ...]] = (MANAGE_ACCOUNTS,)

    def crumbs(self) -> list[Crumb]:
        return [("系统管理", reverse("administration")), (self.title, None)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = Delivery.objects.filter(county=self.user.county_id)[:SHOWN]
        columns = [("标题", ""), ("渠道", ""), ("生成时间", ""), ("状态", ""), ("发送次数", "num"), ("原因", "")]
        return self.page(rows=rows, columns=columns, empty=NOTHING_SENT)
