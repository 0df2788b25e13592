"""分割证明: the paper of a split, kept with the shares, shown on the project, seen by who sees the project."""

import uuid
from datetime import date
from decimal import Decimal

from django.urls import reverse

from projects.audit.models import Entry
from projects.funding.actions import change_shares
from projects.organisations.choices import DEPARTMENT
from projects.signing.models import Project, SharePaper
from tests.access.cast import signed_in
from tests.world import World, pdf

FROM = date(2024, 12, 1)


def split(world: World, project: Project) -> SharePaper:
    parts = [(world.yongqing, Decimal(60)), (world.hongbao, Decimal(40))]
    change_shares(
        by=world.officer, project=project, dimension=DEPARTMENT, parts=parts, starts_on=FROM, papers=[pdf("分割证明.pdf")]
    )
    return SharePaper.objects.latest("pk")


def test_the_paper_is_kept_with_the_split_and_named_in_the_entry(world: World) -> None:
    project = world.sign()
    paper = split(world, project)
    assert (paper.project, paper.dimension, paper.starts_on, paper.stored.name) == (project, DEPARTMENT, FROM, "分割证明.pdf")
    assert Entry.objects.get(verb="set_shares").details == {"papers": ["分割证明.pdf"]}


def test_the_form_takes_papers_and_the_project_s_page_and_course_show_them(world: World) -> None:
    project = world.sign()
    client = signed_in(world.clerk)
    sent = {
        "submission_key": str(uuid.uuid4()),
        "version": str(Project.objects.get(pk=project.pk).version),
        "starts_on": "2024-12-01",
        "unit-1": str(world.yongqing.pk),
        "percent-1": "60",
        "unit-2": str(world.hongbao.pk),
        "percent-2": "40",
        "papers": [pdf("三方分割证明.pdf")],
    }
    address = reverse("project_shares", args=[project.pk, DEPARTMENT])
    assert client.post(address, sent).status_code == 302
    link = reverse("share_paper", args=[SharePaper.objects.get().pk])
    for tab in ("", "?tab=credit"):
        page = client.get(reverse("project_detail", args=[project.pk]) + tab).content.decode()
        assert link in page
        assert "三方分割证明.pdf" in page
    assert "分割证明：三方分割证明.pdf" in client.get(reverse("project_detail", args=[project.pk])).content.decode()
    assert link in client.get(address).content.decode()


def test_a_paper_that_is_no_paper_is_refused_and_changes_nothing(world: World) -> None:
    project = world.sign()
    sent = {
        "submission_key": str(uuid.uuid4()),
        "version": str(Project.objects.get(pk=project.pk).version),
        "starts_on": "2024-12-01",
        "unit-1": str(world.yongqing.pk),
        "percent-1": "60",
        "papers": [pdf("分割证明.exe")],
    }
    answer = signed_in(world.clerk).post(reverse("project_shares", args=[project.pk, DEPARTMENT]), sent)
    assert answer.status_code == 200
    assert "papers" in answer.context["form"].errors
    assert answer.context["form"]["percent-1"].value() == "60"
    assert not project.shares.exists()


def test_it_is_fetched_by_who_sees_the_project_and_by_nobody_else(world: World) -> None:
    """红堡镇 shares the credit, and so reads the project and its paper; without a share it reads neither."""
    project = world.sign()
    own = split(world, project)
    other = world.sign("另一项目")
    parts = [(world.yongqing, Decimal(100))]
    change_shares(by=world.officer, project=other, dimension=DEPARTMENT, parts=parts, starts_on=FROM, papers=[pdf("内部证明.pdf")])
    hidden = SharePaper.objects.latest("pk")
    for user, paper, status in (
        (world.clerk, own, 200),
        (world.other_clerk, own, 200),
        (world.leader, own, 200),
        (world.agent, own, 404),
        (world.other_clerk, hidden, 404),
    ):
        assert signed_in(user).get(reverse("share_paper", args=[paper.pk])).status_code == status
