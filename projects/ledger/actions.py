"""Keeping how a person looks at a list: saved views and columns."""

from collections.abc import Sequence

from projects.audit.actions import action
from projects.core.errors import NotAllowed, Refused
from projects.core.forms import clean_text
from projects.organisations.models import User
from projects.pages.models import Preference, SavedView
from projects.pages.queries import columns_key

LONGEST_NAME, LONGEST_QUERY, MOST_VIEWS = 30, 1000, 50


@action("save_view")
def save_view(*, by: User, list_name: str, name: str, query: str, shared: bool = False, is_default: bool = False) -> SavedView:
    """The query of a list under a name; the same name again replaces it. `shared`: with the person's unit of today."""
    words = clean_text(name)
    if not words:
        raise Refused("请填写筛选名称", field="name")
    if len(words) > LONGEST_NAME:
        raise Refused(f"筛选名称最多{LONGEST_NAME}个字，现在是{len(words)}个，请缩短", field="name")
    if len(query) > LONGEST_QUERY:
        raise Refused("筛选条件太长，不能保存，请减少条件", field="name")
    own = SavedView.objects.filter(user=by, list_name=list_name)
    if own.exclude(name=words).count() >= MOST_VIEWS:
        raise Refused(f"最多保存{MOST_VIEWS}个筛选，请先删除不用的", field="name")
    if is_default:
        own.update(is_default=False)
    values = {"query": query, "unit": by.unit if shared else None, "is_default": is_default}
    view, _ = SavedView.objects.update_or_create(user=by, list_name=list_name, name=words, defaults=values)
    return view


@action("delete_view")
def delete_view(*, by: User, view: SavedView) -> SavedView:
    must_own(by, view)
    SavedView.objects.filter(pk=view.pk).delete()
    return view


@action("choose_default_view")
def choose_default_view(*, by: User, view: SavedView, is_default: bool) -> SavedView:
    """At most one view of a list opens by itself."""
    must_own(by, view)
    SavedView.objects.filter(user=by, list_name=view.list_name).update(is_default=False)
    SavedView.objects.filter(pk=view.pk).update(is_default=is_default)
    view.is_default = is_default
    return view


def must_own(by: User, view: SavedView) -> None:
    if view.user_id != by.pk:
        raise NotAllowed("共享来的筛选只能由保存它的人修改")


@action("choose_columns")
def choose_columns(*, by: User, list_name: str, columns: Sequence[str]) -> Preference | None:
    """None chosen means the list's own columns again."""
    kept = Preference.objects.filter(user=by, key=columns_key(list_name))
    if not columns:
        kept.delete()
        return None
    preference, _ = Preference.objects.update_or_create(user=by, key=columns_key(list_name), defaults={"value": list(columns)})
    return preference
