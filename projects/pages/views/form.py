"""A form and its action: drafts, files uploaded ahead, 核对, questions with reasons, conflicts. Every form has them by declaration."""

import uuid
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict

from projects.audit.actions import record
from projects.audit.models import Entry
from projects.core import clock
from projects.core.doubts import Doubt, Warned
from projects.core.errors import NotAllowed, Refused, Stale
from projects.core.forms import HouseForm
from projects.files import actions as staging
from projects.pages.actions import discard_draft, once, owner_token, recent_choices, remember_recent, save_draft
from projects.pages.models import Draft, Submission
from projects.pages.views.base import Page
from projects.pages.views.state import answered, submission_key
from projects.pages.views.typed import ConflictRow, answers, as_initial, carried, chosen, conflict_rows, holds_secrets, of_draft

REASON = "reason-"
FEW = 3
"""A form of so few boxes is saved as a draft like any other, but needs no button for it."""


class _Rehearsed(Exception):
    """Rolls the rehearsal back."""


class FormPage(Page):
    """A form and its action in one transaction with the Submission of its key.

    Refused input comes back with everything typed and leaves nothing; a second POST with the same key waits for the first and gets
    its answer. Subclasses give `form_class`, `save(form)` and `success_url(result)`; an edit also gives `edited()`.

    `check_first`: 下一步：核对 tries the action out and rolls it back, then shows the answers; 提交 sends them with the same key.
    `keeps_drafts`: what is typed is saved every ten seconds and comes back on the next visit, until it is submitted or given up.
    """

    form_class: type[HouseForm]
    done_message = "已保存"
    check_first: ClassVar[bool] = False
    keeps_drafts: ClassVar[bool] = True
    shown_again: ClassVar[tuple[str, ...]] = ("back", "unstage")
    """Buttons that only show the form again, with everything typed and every file."""
    is_staged = False
    """The files of this request have been taken in."""
    echo_field: ClassVar[str] = ""
    """The amount whose consequence the 核对 page reads back."""

    # --- What a page declares -----------------------------------------------------------------------------
    def form_options(self) -> dict[str, Any]:
        return {}

    def initial(self) -> dict[str, Any]:
        return {}

    def save(self, form: Any) -> Any:
        raise NotImplementedError

    def success_url(self, result: Any) -> str:
        raise NotImplementedError

    def edited(self) -> models.Model | None:
        """The row that the form edits; it has a version."""
        return None

    def again_data(self) -> QueryDict:
        """What a form that is only shown again holds; `back` names the field to go on at."""
        return self.request.POST

    def row_version(self) -> int | None:
        return getattr(self.edited(), "version", None)

    # --- What a page may ask ------------------------------------------------------------------------------
    @cached_property
    def draft(self) -> Draft | None:
        return self.user.drafts.filter(url=self.address).first() if self.keeps_drafts else None

    @cached_property
    def typed(self) -> QueryDict:
        """What was sent, or what the draft remembers: for pages whose fields depend on it."""
        if self.request.method == "POST":
            return self.request.POST
        return of_draft(self.draft.data.get("fields", {})) if self.draft else QueryDict()

    @property
    def answers(self) -> dict[str, str]:
        """The reasons given for what was odd, by code; an action takes them as `answers`."""
        return {name.removeprefix(REASON): str(text) for name, text in self.request.POST.items() if name.startswith(REASON)}

    @property
    def address(self) -> str:
        return self.request.get_full_path()

    # --- Showing ------------------------------------------------------------------------------------------
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(initial=self.initial(), **self.form_options())
        if self.draft:
            form.initial = {**form.initial, **as_initial(form, self.typed)}
        return self.show(form, key=self._key_to_go_on())

    def _key_to_go_on(self) -> uuid.UUID:
        """The draft's own, so that its uploaded files are found again; a new one when that has been answered."""
        try:
            key = uuid.UUID(str(self.draft.data.get("key")) if self.draft else "")
        except ValueError:
            return uuid.uuid4()
        return uuid.uuid4() if Submission.objects.filter(pk=key).exists() else key

    def show(self, form: HouseForm, *, key: uuid.UUID, doubts: Sequence[Doubt] = ()) -> HttpResponse:
        self._equip(form, key)
        return self.page(form=form, submission_key=key, doubts=self._asked(doubts), **self._keeping(form))

    def _equip(self, form: HouseForm, key: uuid.UUID) -> None:
        """Uploaded files, and the last choices of the pickers."""
        form.staged = staging.by_field(self.user, str(key))
        for field in form.fields.values():
            kind = getattr(field.widget, "picker", "")
            if kind:
                field.widget.recent = recent_choices(self.user, kind)

    def _keeping(self, form: HouseForm) -> dict[str, Any]:
        """What the foot of the form carries (form_foot.html)."""
        if not self.keeps_drafts or holds_secrets(form):
            return {}
        draft = self.draft if self.request.method == "GET" else None
        return {
            "draft_url": self.address,
            "draft_at": f"{draft.saved_at.astimezone(clock.SHANGHAI):%H:%M}" if draft else "",
            "shows_draft_button": len(form.visible_fields()) > FEW,
            "draft_was_posted": bool(draft and draft.data.get("is_posted")),
            "form_owner": owner_token(self.user, self.address),
        }

    def _asked(self, doubts: Sequence[Doubt]) -> list[tuple[Doubt, str]]:
        return [(doubt, self.answers.get(doubt.code, "")) for doubt in doubts]

    # --- Sending ------------------------------------------------------------------------------------------
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = submission_key(request)
        answer = answered(key, self.user)
        if answer:
            return answer
        if "save_draft" in request.POST:
            return self._keep_for_later(key)
        if any(name in request.POST for name in self.shown_again):
            return self._again(key)
        form = self._bound(key)
        if form.is_valid() and self.check_first and "checked" not in request.POST:
            self._stage(form, key)
            if form.is_valid():
                return self._try_out(key)
        if not form.is_valid():
            self._stage(form, key)
            return self.show(form, key=key)
        return self._attempt(form, key, lambda: self._carry_out(form, key))

    def _try_out(self, key: uuid.UUID) -> HttpResponse:
        """With the files as they were taken in just now: a rehearsal writes nothing to the disk."""
        form = self._bound(key)
        form.full_clean()
        return self._attempt(form, key, lambda: self._rehearse(form, key))

    def _bound(self, key: uuid.UUID) -> HouseForm:
        form = self.form_class(**self.form_options())
        data = chosen(self.request.POST, form, self.initial())
        return self.form_class(data, self._files(key), **self.form_options())

    def _files(self, key: uuid.UUID) -> MultiValueDict[str, Any]:
        """Files sent now stand behind those uploaded before: a field for one file takes the last."""
        files: MultiValueDict[str, Any] = MultiValueDict()
        for name, staged in staging.by_field(self.user, str(key)).items():
            files.setlist(name, [staging.StagedUpload(item) for item in staged])
        for name, uploads in self.request.FILES.lists() if not self.is_staged else ():
            files.setlist(name, [*files.getlist(name), *uploads])
        return files

    def _stage(self, form: HouseForm, key: uuid.UUID) -> None:
        """Files that came with a form which is shown again are kept; what is wrong with one is said at its field."""
        if self.is_staged:
            return
        self.is_staged = True
        for name, uploads in self.request.FILES.lists():
            if not getattr(form.fields.get(name), "stages", False):
                continue
            for upload in uploads:
                try:
                    staging.stage_file(by=self.user, form_key=str(key), field=name, upload=upload)
                except Refused as refusal:
                    if refusal.message not in form.errors.get(name, []):
                        form.refuse(refusal.message, name)

    def _attempt(self, form: HouseForm, key: uuid.UUID, do: Callable[[], HttpResponse]) -> HttpResponse:
        try:
            return do()
        except Stale as stale:
            self._stage(form, key)
            return self.conflict(form, stale)
        except Warned as warned:
            self._stage(form, key)
            return self._check(form, key, warned.doubts) if self.check_first else self.show(form, key=key, doubts=warned.doubts)
        except NotAllowed as refusal:
            record("refused", by=self.user, succeeded=False, label=refusal.message)
            raise PermissionDenied(refusal.message) from refusal
        except Refused as refusal:
            record("refused", by=self.user, succeeded=False, label=refusal.message)
            for each in refusal.each:
                form.refuse(each.message, each.field)
            self._stage(form, key)
            return self.show(form, key=key)

    def _carry_out(self, form: HouseForm, key: uuid.UUID) -> HttpResponse:
        url = once(key, self.user, self.request.path, lambda: self._saved(form, key))
        messages.success(self.request, self.done_message)
        return HttpResponseRedirect(url)

    def _saved(self, form: HouseForm, key: uuid.UUID) -> str:
        """The action, and in its transaction the end of the draft and of files that were not taken."""
        result = self.save(form)
        discard_draft(by=self.user, url=self.address)
        staging.drop_staged(by=self.user, form_key=str(key))
        for name, field in form.fields.items():
            kind, value = getattr(field.widget, "picker", ""), form.cleaned_data.get(name)
            if kind and value:
                remember_recent(by=self.user, kind=kind, value=getattr(value, "pk", value))
        return self.success_url(result)

    # --- 核对 ---------------------------------------------------------------------------------------------
    def _rehearse(self, form: HouseForm, key: uuid.UUID) -> HttpResponse:
        """The action in full, rolled back: what it would refuse or ask is said before the answers are shown."""
        try:
            with transaction.atomic():
                self.save(form)
                raise _Rehearsed
        except _Rehearsed:
            return self._check(form, key, ())

    def _check(self, form: HouseForm, key: uuid.UUID, doubts: Sequence[Doubt]) -> HttpResponse:
        """Nothing is lost when the page is left here: what was typed is a draft as well."""
        if self.keeps_drafts and not holds_secrets(form):
            save_draft(by=self.user, url=self.address, typed=dict(self.request.POST.lists()), key=str(key))
        context = (
            self.context()
            | self._keeping(form)
            | {
                "form": form,
                "groups": answers(form),
                "carried": carried(self.request.POST),
                "echo_value": self.request.POST.get(self.echo_field, ""),
                "version": self.request.POST.get("version"),
                "submission_key": key,
                "doubts": self._asked(doubts),
            }
        )
        return render(self.request, "pages/check.html", context)

    def _again(self, key: uuid.UUID) -> HttpResponse:
        """更改, or a file taken away: the form with everything typed, unjudged."""
        if "unstage" in self.request.POST:
            staging.remove_staged(by=self.user, number=self.request.POST["unstage"])
        form, data = self.form_class(initial=self.initial(), **self.form_options()), self.again_data()
        form.initial = {**form.initial, **as_initial(form, data)}
        name = data.get("back", "")
        if name in form.fields:
            form.fields[name].widget.attrs["autofocus"] = True
        self._stage(form, key)
        return self.show(form, key=key)

    # --- Drafts -------------------------------------------------------------------------------------------
    def _keep_for_later(self, key: uuid.UUID) -> HttpResponse:
        form = self.form_class(**self.form_options())
        kept = (
            None
            if holds_secrets(form)
            else save_draft(by=self.user, url=self.address, typed=dict(self.request.POST.lists()), key=str(key))
        )
        if kept is None:
            messages.error(self.request, "内容太长，未能保存为草稿；请直接提交或另行保存")
            return self._again(key)
        self._stage(form, key)
        messages.success(self.request, f"草稿 {kept.saved_at.astimezone(clock.SHANGHAI):%H:%M} 已保存")
        return HttpResponseRedirect(self.address)

    # --- Conflict -----------------------------------------------------------------------------------------
    def conflict(self, form: HouseForm, stale: Stale) -> HttpResponse:
        """What somebody else saved beside what was typed here, field by field; nothing is lost, nothing overwritten."""
        record("refused", by=self.user, succeeded=False, label=stale.message)
        row = self.edited()
        context = self.context() | {
            "form": form,
            "message": stale.message,
            "current": self.current_values(form),
            "current_version": self.row_version(),
            "last_change": Entry.objects.about(row).filter(succeeded=True).first() if row else None,
            "carried": carried(self.request.POST),
            "reload_url": self.address,
        }
        return render(self.request, "pages/conflict.html", context, status=409)

    def current_values(self, form: HouseForm) -> list[ConflictRow]:
        """Where the row as it is now and what was typed differ."""
        return conflict_rows(form, self.initial())
