"""The bases of all pages: list, detail, form; and the small POST that changes a state."""

import functools
import logging
import uuid
from collections.abc import Callable
from typing import Any, ClassVar, cast

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from django.views.decorators.http import require_POST

from projects.access.permissions import can
from projects.audit.actions import record
from projects.core import clock
from projects.core.errors import NotAllowed, Refused, Stale
from projects.core.forms import HouseForm
from projects.organisations.models import User
from projects.pages.models import Submission

log = logging.getLogger(__name__)
Crumb = tuple[str, str | None]


class SignedInRequest(HttpRequest):
    """A request behind the login."""

    user: User


class Page(View):
    """A page of the menu. `functions`: any of them opens it (403 without), none means everybody who is signed in."""

    template_name = ""
    title = ""
    functions: ClassVar[tuple[str, ...]] = ()
    request: SignedInRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.functions and not can(cast(User, request.user), *self.functions):
            raise PermissionDenied("您的岗位没有这项功能，如确需办理请联系县招商局")
        return cast(HttpResponse, super().dispatch(request, *args, **kwargs))

    @property
    def user(self) -> User:
        return self.request.user

    def crumbs(self) -> list[Crumb]:
        return []

    def context(self) -> dict[str, Any]:
        return {"title": self.title, "crumbs": self.crumbs()}

    def page(self, status: int = 200, **extra: Any) -> HttpResponse:
        return render(self.request, self.template_name, self.context() | extra, status=status)


class ListPage(Page):
    """Rows that the person may see, filtered and paged by the address."""

    page_size = 20

    def rows(self) -> models.QuerySet[Any]:
        """Everything visible, in the order of the list."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(**self.listing())

    def listing(self) -> dict[str, Any]:
        rows = self.rows()
        total = rows.count()
        pages = max(1, -(-total // self.page_size))
        number = min(max(1, _whole(self.request.GET, "page", 1)), pages)
        start = (number - 1) * self.page_size
        return {
            "rows": list(rows[start : start + self.page_size]),
            "total": total,
            "page_number": number,
            "page_count": pages,
            "page_numbers": _window(number, pages),
        }


def _window(number: int, pages: int) -> list[int | None]:
    """Page numbers to show; None is a gap."""
    wanted = sorted({1, pages, *range(max(1, number - 2), min(pages, number + 2) + 1)})
    shown: list[int | None] = []
    for page in wanted:
        if shown and shown[-1] is not None and page - shown[-1] > 1:
            shown.append(None)
        shown.append(page)
    return shown


def _whole(data: QueryDict, name: str, default: int) -> int:
    text = data.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else default


class DetailPage(Page):
    """One object that the person may see; out of sight is 404."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page()


class FormPage(Page):
    """A form and its action in one transaction with the Submission of its key.

    Refused input comes back with everything typed and leaves nothing; a second POST with the same key waits for the first and gets
    its answer. Subclasses give `form_class`, `save(form)` and `success_url(result)`.
    """

    form_class: type[HouseForm]
    done_message = "已保存"

    def form_options(self) -> dict[str, Any]:
        return {}

    def initial(self) -> dict[str, Any]:
        return {}

    def save(self, form: Any) -> Any:
        raise NotImplementedError

    def success_url(self, result: Any) -> str:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(self.form_class(initial=self.initial(), **self.form_options()), key=uuid.uuid4())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = submission_key(request)
        answered = _answered(key, self.user)
        if answered:
            return answered
        form = self.form_class(request.POST, request.FILES, **self.form_options())
        if not form.is_valid():
            return self.show(form, key=key)
        try:
            url = once(key, self.user, request.path, lambda: self.success_url(self.save(form)))
        except Stale as stale:
            return self.conflict(form, stale)
        except NotAllowed as refusal:
            record("refused", by=self.user, succeeded=False, label=refusal.message)
            raise PermissionDenied(refusal.message) from refusal
        except Refused as refusal:
            record("refused", by=self.user, succeeded=False, label=refusal.message)
            form.refuse(refusal.message, refusal.field)
            return self.show(form, key=key)
        messages.success(request, self.done_message)
        return HttpResponseRedirect(url)

    def show(self, form: HouseForm, *, key: uuid.UUID) -> HttpResponse:
        return self.page(form=form, submission_key=key)

    def conflict(self, form: HouseForm, stale: Stale) -> HttpResponse:
        """What somebody else saved beside what was typed here; nothing is lost, nothing overwritten."""
        record("refused", by=self.user, succeeded=False, label=stale.message)
        context = self.context() | {"form": form, "message": stale.message, "current": self.current_values(form)}
        return render(self.request, "pages/conflict.html", context, status=409)

    def current_values(self, form: HouseForm) -> list[tuple[str, Any, Any]]:
        """(label, value now, value typed) where they differ."""
        now = self.initial()
        return [
            (str(field.label), now.get(name), form.cleaned_data.get(name))
            for name, field in form.fields.items()
            if name in now and now.get(name) != form.cleaned_data.get(name)
        ]


def submission_key(request: HttpRequest) -> uuid.UUID:
    """The form's idempotency key. Raises BadRequest (400 page) when it is missing or damaged."""
    try:
        return uuid.UUID(request.POST.get("submission_key", ""))
    except ValueError as error:
        raise BadRequest("the form carries no submission key") from error


def once(key: uuid.UUID, user: User, url: str, do: Callable[[], str]) -> str:
    """Run `do` and keep its redirect under the key. A concurrent twin waits on the unique key and gets the same redirect."""
    try:
        with transaction.atomic():
            submission = Submission.objects.create(key=key, user=user, url=url[:300], submitted_at=clock.now())
            submission.redirect_to = do()
            submission.save(update_fields=["redirect_to"])
            return submission.redirect_to
    except IntegrityError:
        first = Submission.objects.filter(key=key, user=user).first()
        if first is None:
            raise
        return first.redirect_to


def _answered(key: uuid.UUID, user: User) -> HttpResponse | None:
    first = Submission.objects.filter(key=key, user=user).first()
    return HttpResponseRedirect(first.redirect_to) if first else None


StateChange = Callable[..., str]


def state_change(*functions: str) -> Callable[[StateChange], Callable[..., HttpResponse]]:
    """A POST of three lines: look the object up with visible_to (404), call the action, return where to go.

    A refusal becomes a message on the page it came from; the key makes a double click harmless.
    """

    def decorate(view: StateChange) -> Callable[..., HttpResponse]:
        @require_POST
        @functools.wraps(view)
        def run(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            user = cast(User, request.user)
            if functions and not can(user, *functions):
                raise PermissionDenied("您的岗位没有这项功能，如确需办理请联系县招商局")
            try:
                url = once(submission_key(request), user, request.path, lambda: view(request, **kwargs))
            except NotAllowed as refusal:
                record("refused", by=user, succeeded=False, label=refusal.message)
                raise PermissionDenied(refusal.message) from refusal
            except Refused as refusal:
                record("refused", by=user, succeeded=False, label=refusal.message)
                messages.error(request, refusal.message)
                url = safe_back(request)
            return HttpResponseRedirect(url)

        return run

    return decorate


def safe_back(request: HttpRequest, default: str = "/") -> str:
    """Where the person came from, if that is this site."""
    url = request.headers.get("referer", "")
    return url if url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure()) else default
