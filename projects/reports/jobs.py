"""Workbooks that are too long for a request."""

from projects.core.errors import Refused
from projects.jobs.flow import Outcome, Progress, job
from projects.ledger.views.lists import FILES
from projects.organisations.models import User

EXPORT_LIST = "export_list"


@job(EXPORT_LIST, "导出清单")
def export_list(*, progress: Progress, by: User | None, list_name: str, query: str, cookies: dict[str, str]) -> Outcome:
    """With the rights that the person has when it runs; the same rows, columns and order as the page had. Raises Refused."""
    page = FILES.get(list_name)
    if page is None or by is None:
        raise Refused("这个清单现在不能导出，请回到列表重新导出")
    content, name = page.made_for(by, query, cookies, progress.step)
    return Outcome("已生成，请下载", content, name)
