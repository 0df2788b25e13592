"""How the demonstration came about: through the actions, in the order in which things became known."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password

from projects.access.choices import ROLES
from projects.audit.models import Entry
from projects.core import clock
from projects.demonstration.people import ACCOUNTS, PASSWORD
from projects.enterprises.models import Enterprise
from projects.funding.models import Arrival, Claim, Evidence
from projects.months.models import Month
from projects.organisations.models import Tenure, Unit, User
from projects.reference.models import demo_date, labels
from projects.services.models import Step
from projects.signing.actions import Paper, register_signing
from projects.signing.models import Milestone, Project, Registration, Signing

pytestmark = [pytest.mark.demo, pytest.mark.usefixtures("demo")]


def test_every_book_row_was_recorded_after_it_happened_and_in_order() -> None:
    for model, day in ((Arrival, "arrived_on"), (Signing, "signed_on"), (Milestone, "happened_on"), (Step, "happened_on")):
        moments = []
        for row in model.objects.order_by("pk"):
            is_plan = getattr(row, "is_planned", False)  # a plan is recorded before its day
            assert is_plan or row.recorded_at.astimezone(clock.SHANGHAI).date() >= getattr(row, day)
            moments.append(row.recorded_at)
        assert moments == sorted(moments)
        assert moments[-1].astimezone(clock.SHANGHAI).replace(tzinfo=None).isoformat() < "2024-12-16T14:00:00"


def test_entries_stand_in_the_order_of_their_time() -> None:
    times = list(Entry.objects.order_by("pk").values_list("at", flat=True))
    assert times == sorted(times)
    assert len(times) > 2500


def test_closed_months_were_closed_after_everything_of_theirs() -> None:
    months = list(Month.objects.all())
    assert [(row.year, row.number) for row in months if not row.is_closed] == [(2024, 12)]
    for month in months:
        last = month.arrivals.order_by("recorded_at").last()
        assert not (month.closed_at and last) or last.recorded_at < month.closed_at


def test_who_filed_never_verified_or_confirmed() -> None:
    verified = Claim.objects.exclude(verified_by=None)
    assert len(verified) == 464
    assert all(claim.submitted_by_id != claim.verified_by_id for claim in verified)
    assert len({claim.verified_by_id for claim in verified}) == 2
    signings = Signing.objects.select_related("registration")
    assert all(row.registration and row.registration.submitted_by_id != row.confirmed_by_id for row in signings)
    assert not Registration.objects.waiting().exists()


def test_every_counted_line_has_one_paper_of_its_own() -> None:
    papers = list(Evidence.objects.select_related("stored").filter(line__claim__state__in=["verified", "partly"]))
    assert len(papers) == 464
    assert len({paper.stored.sha256 for paper in papers}) == 464
    assert all(paper.stored.content_type == "application/pdf" and paper.stored.name.endswith(".pdf") for paper in papers)


def test_some_claims_were_cut_and_some_wait_for_the_verifier() -> None:
    assert Claim.objects.filter(state="partly").count() == 10
    assert Claim.objects.waiting().count() == 9
    assert Claim.objects.filter(is_filed_for=True).exists()


def test_the_chain_of_arrivals_holds() -> None:
    previous = ""
    for number, row in enumerate(Arrival.objects.order_by("seq"), start=1):
        assert (row.seq, row.prev_hash, row.hash) == (number, previous, row.fingerprint())
        previous = row.hash


def test_units_stand_in_official_order_with_telephones_that_ring_nowhere() -> None:
    units = list(Unit.objects.all())
    assert [unit.kind for unit in units] == ["county"] + ["leader"] * 26 + ["task_force"] * 9 + ["department"] * 100
    assert [unit.name for unit in units[1:3]] == ["县委书记", "县委副书记、县长"]
    assert all(unit.phone.startswith("0938-000") and unit.pinyin for unit in units)
    assert sum(unit.category == "township" for unit in units) == 18
    assert {tuple(unit.sectors) for unit in units if unit.kind == "task_force"} == {(code,) for code in labels("sector")}


def test_there_is_an_account_for_every_role_and_all_take_the_printed_password() -> None:
    assert {account.role for account in ACCOUNTS} == {role.value for role in ROLES}
    users = list(User.objects.all())
    assert len({user.password for user in users}) == 1
    assert not any(user.must_change_password for user in users)
    for user in users:
        validate_password(PASSWORD, user)
        assert user.display_name.startswith("示例")
    assert {tenure.starts_on for tenure in Tenure.objects.all()} == {date(2021, 1, 1)}


def test_the_printed_password_opens_the_accounts(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]  # type: ignore[attr-defined]
    assert check_password(PASSWORD, User.objects.get(username="shenhe").password)


def test_invented_firms_say_that_they_are() -> None:
    for enterprise in Enterprise.objects.all():
        assert "示例" in enterprise.name
        assert not enterprise.contact_phone or enterprise.contact_phone.startswith("0938-000")


def test_the_next_registration_continues_the_numbers() -> None:
    project = Project.objects.get(code="2024-001")
    signed_on = clock.today() - timedelta(days=1)
    registration = register_signing(
        by=User.objects.get(username="jingban"),
        name="新登记项目",
        investor_name="新登记（示例）有限公司",
        source_tier="省外",
        department=project.department,
        paper=Paper(nature="正式合同", signed_on=signed_on, amount_wan=project.total_investment_wan or 1, due_on=clock.today()),
    )
    assert registration.project.code == "2024-033"


def test_the_demonstration_says_its_date() -> None:
    from projects.demonstration.database import forget_demo_date

    forget_demo_date()
    try:
        assert demo_date() == date(2024, 12, 16)
    finally:
        forget_demo_date()
