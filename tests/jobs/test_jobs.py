"""Jobs, schedules and their pages, in one process."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.urls import reverse

from projects.core import clock
from projects.core.errors import Refused
from projects.files.models import StoredFile
from projects.jobs.actions import cancel_job, install_schedules, plan_due, run_job, start_job
from projects.jobs.choices import DAILY, MINUTES, MONTHLY, WEEKLY
from projects.jobs.flow import KINDS, Cancelled, Outcome, job
from projects.jobs.jobs import sweep
from projects.jobs.models import Job, Schedule
from tests.access.cast import send, signed_in
from tests.conftest import BUSINESS_MOMENT
from tests.world import World

SHANGHAI = clock.SHANGHAI


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Three small jobs beside the site's own."""
    monkeypatch.setattr("projects.jobs.flow.KINDS", KINDS)
    before = dict(KINDS)
    job("workbook", "导出台账")(lambda *, progress, by: Outcome("共3行", b"PK\x03\x04three rows", "签约项目.xlsx"))
    job("refusing", "拒绝")(refusing)
    job("breaking", "出错")(lambda *, progress, by: 1 / 0)
    job("cancelled", "取消")(cancelled)
    yield KINDS
    KINDS.clear()
    KINDS.update(before)


def refusing(*, progress: Any, by: Any) -> Outcome:
    raise Refused("没有可导出的行，请更改筛选条件")


def cancelled(*, progress: Any, by: Any) -> Outcome:
    raise Cancelled


def run(world: World, what: str) -> Job:
    found = start_job(by=world.clerk, what=what)
    run_job.func(found.pk)
    found.refresh_from_db()
    return found


def test_a_job_ends_with_its_file_which_is_kept_seven_days(world: World) -> None:
    found = run(world, "workbook")
    assert (found.state, found.message, found.attempts) == ("done", "共3行", 1)
    assert found.result_until == BUSINESS_MOMENT + timedelta(days=7)
    client = signed_in(world.clerk)
    answer = client.get(reverse("job_result", args=[found.pk]))
    assert b"".join(answer.streaming_content) == b"PK\x03\x04three rows"
    assert "%E7%AD%BE%E7%BA%A6" in answer["Content-Disposition"]

    with clock.at(BUSINESS_MOMENT + timedelta(days=6, hours=23)):
        assert sweep(progress=None, by=None).message.startswith("清理结果文件0个")
    with clock.at(BUSINESS_MOMENT + timedelta(days=7)):
        assert client.get(reverse("job_result", args=[found.pk])).status_code == 404
        assert sweep(progress=None, by=None).message.startswith("清理结果文件1个")
    assert StoredFile.objects.count() == 0
    found.refresh_from_db()
    assert found.result is None


def test_a_job_run_again_after_its_end_does_nothing(world: World) -> None:
    found = run(world, "workbook")
    run_job.func(found.pk)
    assert StoredFile.objects.count() == 1
    assert Job.objects.get().attempts == 1


@pytest.mark.parametrize(
    ("what", "state", "said"),
    [
        ("refusing", "failed", "没有可导出的行，请更改筛选条件"),
        ("breaking", "failed", "系统出错，任务没有完成"),
        ("cancelled", "cancelled", ""),
    ],
)
def test_a_job_that_ends_otherwise_says_so_in_a_sentence(world: World, what: str, state: str, said: str) -> None:
    found = run(world, what)
    assert found.state == state
    assert found.message.startswith(said)


def test_a_job_whose_person_lost_the_post_is_not_run(world: World) -> None:
    found = start_job(by=world.clerk, what="workbook")
    world.clerk.tenures.update(ends_on="2024-12-15")
    run_job.func(found.pk)
    found.refresh_from_db()
    assert (found.state, found.result) == ("failed", None)


def test_a_waiting_job_is_cancelled_at_once_and_an_ended_one_not_at_all(world: World) -> None:
    found = start_job(by=world.clerk, what="workbook")
    assert cancel_job(by=world.clerk, job=found).state == "cancelled"
    run_job.func(found.pk)
    assert StoredFile.objects.count() == 0
    with pytest.raises(Refused, match="已取消"):
        cancel_job(by=world.clerk, job=found)


def test_the_sixth_unfinished_job_of_a_person_is_refused(world: World) -> None:
    for _ in range(5):
        start_job(by=world.clerk, what="workbook")
    with pytest.raises(Refused, match="5个后台任务"):
        start_job(by=world.clerk, what="workbook")
    start_job(by=world.officer, what="workbook")


def test_another_persons_job_is_out_of_sight(world: World) -> None:
    found = run(world, "workbook")
    other = signed_in(world.verifier)
    for name in ("job", "job_state", "job_result"):
        assert other.get(reverse(name, args=[found.pk])).status_code == 404
    assert send(other, "job_cancel", found.pk).status_code == 404


def test_the_bar_is_asked_for_without_prolonging_the_session(world: World) -> None:
    found = start_job(by=world.clerk, what="workbook")
    Job.objects.update(state="running", done=40, total=120)
    client = signed_in(world.clerk)
    client.get(reverse("jobs"))
    before = client.session["seen_at"] = client.session["seen_at"] - 60
    session = client.session
    session["seen_at"] = before
    session.save()
    answer = client.get(reverse("job_state", args=[found.pk]), headers={"X-Background": "1"}).json()
    assert (answer["percent"], answer["state_label"], answer["is_ended"]) == (33, "进行中", False)
    assert client.session["seen_at"] == before
    page = client.get(reverse("job", args=[found.pk])).content.decode()
    assert 'width="33%"' in page
    assert "已处理40，共120" in page


# --- Schedules ------------------------------------------------------------------------------------------


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("every", "number", "last", "now", "is_due"),
    [
        (DAILY, 1, "2024-12-16T02:00:05", "2024-12-17T01:59:59", False),
        (DAILY, 1, "2024-12-16T02:00:05", "2024-12-17T02:00:00", True),
        (DAILY, 1, "2024-11-01T02:00:05", "2024-12-17T13:00:00", True),  # six weeks missed: once
        (WEEKLY, 1, "2024-12-09T02:00:05", "2024-12-15T23:00:00", False),  # Sunday
        (WEEKLY, 1, "2024-12-09T02:00:05", "2024-12-16T02:00:00", True),  # Monday
        (MONTHLY, 26, "2024-11-26T02:00:05", "2024-12-26T01:00:00", False),
        (MONTHLY, 26, "2024-11-26T02:00:05", "2024-12-26T02:00:00", True),
        (MONTHLY, 28, "2025-01-28T02:00:05", "2025-02-28T02:00:00", True),
        (MONTHLY, 1, "2024-12-01T02:00:05", "2025-01-01T02:00:00", True),  # over the year
        (MINUTES, 5, "2024-12-16T02:00:00", "2024-12-16T02:04:59", False),
        (MINUTES, 5, "2024-12-16T02:00:00", "2024-12-16T02:05:00", True),
    ],
)
def test_a_schedule_is_due_when_it_has_not_run_since_its_last_moment(
    every: str, number: int, last: str, now: str, is_due: bool
) -> None:
    schedule = Schedule(what="-", every=every, number=number, at=time(2), last_run_at=moment(last))
    assert schedule.is_due(moment(now)) is is_due


def test_missed_runs_are_caught_up_once(world: World) -> None:
    Schedule.objects.create(what="workbook", title="每天", at=time(2), last_run_at=moment("2024-11-01T02:00:00"))
    now = moment("2024-12-16T09:00:00")
    assert len(plan_due(now)) == 1
    Job.objects.update(state="done")
    assert plan_due(now + timedelta(minutes=1)) == []
    assert len(plan_due(moment("2024-12-17T02:00:00"))) == 1


def test_a_kind_that_is_still_running_is_not_joined_by_a_second(world: World) -> None:
    Schedule.objects.create(what="workbook", title="每天", at=time(2), last_run_at=moment("2024-11-01T02:00:00"))
    assert len(plan_due(moment("2024-12-16T09:00:00"))) == 1
    assert plan_due(moment("2024-12-17T09:00:00")) == []


def test_a_schedule_that_an_administrator_changed_is_left_as_it_is(world: World) -> None:
    now = moment("2024-12-16T09:00:00")
    assert install_schedules(now) >= 1
    Schedule.objects.filter(what="sweep").update(at=time(5), is_active=False)
    assert install_schedules(now) == 0
    kept = Schedule.objects.get(what="sweep")
    assert (kept.at, kept.is_active, kept.is_due(now)) == (time(5), False, False)
