"""A list that is too long for a request becomes a job; who asked for it is told; what comes round by itself."""

from datetime import time, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from projects.audit.models import Entry
from projects.core import clock
from projects.files.models import StoredFile
from projects.jobs.actions import cancel_job, run_job, start_job
from projects.jobs.choices import DAILY, MINUTES
from projects.jobs.flow import load_kinds
from projects.jobs.jobs import sweep
from projects.jobs.models import Job
from projects.ledger.views.lists import FILES, LISTS
from projects.notices.jobs import tell_finished
from projects.notices.models import Notice
from projects.organisations.models import User
from tests.access.cast import send, signed_in
from tests.conftest import BUSINESS_MOMENT
from tests.world import World

load_kinds()


@pytest.fixture
def long(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Three tickets are more than a request may export here."""
    monkeypatch.setattr("projects.pages.views.listing.IN_A_REQUEST", 2)
    monkeypatch.setattr("projects.pages.views.listing.CHUNK", 1)
    for number in range(3):
        world.ticket(title=f"诉求{number}")
    return world


def asked(world: World, query: str = "") -> Job:
    client = signed_in(world.agent)
    answer = client.post(
        f"{reverse('list_export', args=['tickets'])}?{query}", {"submission_key": "0b2f4d0c-6f43-4c5e-9c4e-222222222222"}
    )
    job = Job.objects.latest("pk")
    assert answer["Location"] == reverse("job", args=[job.pk])
    return job


def done(job: Job) -> Job:
    run_job.func(job.pk)
    job.refresh_from_db()
    return job


def cells(job: Job) -> list[str]:
    assert job.result is not None
    with job.result.open() as content:
        sheet = load_workbook(BytesIO(content.read())).active
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_a_long_list_offers_a_job_and_a_short_one_comes_at_once(long: World) -> None:
    client = signed_in(long.agent)
    page = client.get(reverse("tickets_export") + "?state=registered&page=2")
    assert page.context["start_url"] == "/lists/tickets/export/?state=registered&page=2"
    assert "共3条" in page.content.decode()
    assert not Job.objects.exists(), "a file's address is only fetched"
    assert client.get(reverse("tickets_export") + "?q=诉求1")["Content-Type"].startswith("application/vnd")


def test_the_job_makes_the_workbook_of_the_page_with_its_filter_and_its_order(long: World) -> None:
    job = done(asked(long, "q=诉求&sort=title"))
    assert (job.state, job.message, job.title) == ("done", "已生成，请下载", "导出企业诉求")
    assert [cell for cell in cells(job) if cell.startswith("诉求") and cell[-1].isdigit()] == ["诉求0", "诉求1", "诉求2"]
    assert job.result is not None
    assert job.result.name == "企业诉求_20241216_示例专员.xlsx"
    entry = Entry.objects.get(verb="export")
    assert (entry.channel, entry.details["rows"]) == ("job", 3)
    answer = signed_in(long.agent).get(reverse("job_result", args=[job.pk]))
    assert answer.status_code == 200


def test_it_is_read_with_the_rights_of_the_moment_it_runs(long: World) -> None:
    job = asked(long)
    long.agent.tenures.update(role="system_admin")
    assert done(job).message == "您的岗位没有导出功能，任务没有执行"


def test_a_double_click_asks_once_and_an_unknown_list_is_404(long: World) -> None:
    asked(long)
    asked(long)
    assert Job.objects.count() == 1
    assert send(signed_in(long.agent), "list_export", "nothing").status_code == 404


def test_every_list_with_a_workbook_can_be_made_by_a_job(world: World) -> None:
    assert {name for name, page in LISTS.items() if page.export_name} == set(FILES)


def test_the_file_goes_after_seven_days(long: World) -> None:
    job = done(asked(long))
    for days, is_there in ((6, True), (7, False)):
        with clock.at(BUSINESS_MOMENT + timedelta(days=days)):
            sweep(progress=None, by=None)
        assert StoredFile.objects.filter(pk=job.result_id).exists() is is_there
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", None)


# --- Messages ---------------------------------------------------------------------------------------------


def told(user: User) -> list[tuple[str, bool]]:
    return list(Notice.objects.filter(user=user, kind="job").order_by("pk").values_list("text", "needs_me"))


def test_who_asked_is_told_once_that_it_is_done(long: World) -> None:
    job = asked(long)
    assert tell_finished() == 0
    done(job)
    assert [tell_finished(), tell_finished()] == [1, 0]
    assert told(long.agent) == [("导出企业诉求已完成，结果文件保留7天", False)]
    assert Notice.objects.count() == 1
    notice = Notice.objects.get()
    assert signed_in(long.agent).get(reverse("notice_open", args=[notice.pk]))["Location"] == reverse("job", args=[job.pk])


def test_a_failure_is_told_and_what_one_cancelled_oneself_is_not(long: World) -> None:
    cancelled = asked(long)
    cancel_job(by=long.agent, job=cancelled)
    failed = start_job(by=long.agent, what="export_list", arguments={"list_name": "x", "query": "", "cookies": {}})
    done(failed)
    tell_finished()
    assert told(long.agent) == [("导出清单未完成", False)]


# --- What comes round -------------------------------------------------------------------------------------

ROUND: dict[str, Any] = {
    "tell": (MINUTES, 1),
    "deliver": (MINUTES, 1),
    "expire_reopenings": (MINUTES, 10),
    "remind": (DAILY, time(2)),
    "backup": (DAILY, time(1, 30)),
    "verify_book": (DAILY, time(2, 30)),
    "anchors": (DAILY, time(2, 40)),
    "sweep": (DAILY, time(3)),
    "watch_matters": (DAILY, time(6, 30)),
}


@pytest.mark.parametrize("name", sorted(ROUND))
def test_the_plan_of_the_day(name: str) -> None:
    rhythm = load_kinds()[name].rhythm
    assert rhythm is not None
    assert (rhythm.every, rhythm.number if rhythm.every == MINUTES else rhythm.at) == ROUND[name]
