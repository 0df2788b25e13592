"""考核得分: the pages of the bureau, and what everybody else reads."""

from datetime import date
from typing import Any

from django.urls import reverse

from projects.ranking.actions import issue_scores
from projects.ranking.choices import OTHERS
from projects.ranking.models import ScoreEntry, ScorePaper, ScoreRule
from tests.access.cast import person, send, signed_in
from tests.ranking.conftest import County
from tests.ranking.test_scoring import enter, rule
from tests.world import pdf

FORM: dict[str, Any] = {
    "group": OTHERS,
    "year": "2024",
    "issued_on": "2024-03-01",
    "document_number": "清招组发〔2024〕9号",
    "part-1-name": "到位资金",
    "part-1-measure": "arrived",
    "part-1-method": "completion",
    "part-1-points": "６０",
    "part-1-cap": "110",
    "item-1-name": "走访",
    "item-1-sign": "addition",
    "item-1-cap": "3",
}


def test_a_rule_is_typed_into_boxes_and_keeps_what_was_typed(county: County) -> None:
    client = signed_in(county.world.officer)
    assert send(client, "ranking_rule", **FORM).status_code == 302
    assert ScoreRule.objects.get().formula == {
        "parts": [{"name": "到位资金", "measure": "arrived", "method": "completion", "points": "60", "cap": "110", "minimum": "0"}],
        "items": [{"name": "走访", "sign": "addition", "cap": "3"}],
        "total_cap": None,
    }
    wrong = send(client, "ranking_rule", **FORM | {"part-2-name": "签约额", "reason": "调整"}).content.decode()
    assert "计分办法的格式不对" in wrong or "不在可选范围内" in wrong
    assert 'value="签约额"' in wrong


def test_an_entry_is_made_and_reversed_on_the_pages(county: County) -> None:
    rule(county.world)
    client = signed_in(county.world.officer)
    values = {
        "unit": county["丁"].pk,
        "item": "走访",
        "points": "1.5",
        "happened_on": "2024-06-01",
        "document_number": "纪要3号",
        "reason": "走访3次",
    }
    assert "请填写分" in send(client, "ranking_entry", **values | {"points": ""}).content.decode()
    assert send(client, "ranking_entry", **values).status_code == 302
    entry = ScoreEntry.objects.get()
    assert "走访3次" in client.get(reverse("ranking_scores")).content.decode()
    assert send(client, "ranking_entry_reverse", entry.pk, reason="重复").status_code == 302
    assert client.get(reverse("ranking_entry_reverse", args=[entry.pk])).status_code == 404
    assert "走访3次" not in client.get(reverse("ranking_scores")).content.decode()


def test_a_clerk_reads_scores_only_once_they_are_issued(county: County) -> None:
    world = county.world
    made = rule(world)
    enter(world, county["丁"])
    clerk = signed_in(person("ding", "示例丁", county["丁"], "filing_clerk"))
    before = clerk.get(reverse("ranking_scores"), {"rule": made.pk})
    assert before.context["lines"] == []
    assert "本年得分还没有公布" in before.content.decode()
    assert signed_in(world.officer).get(reverse("ranking_scores")).context["lines"][0].total == 64
    assert send(signed_in(world.verifier), "ranking_issue", document_number="清考1号").status_code == 302
    after = clerk.get(reverse("ranking_scores"))
    assert [str(line.unit) for line in after.context["lines"]][:4] == ["丙", "甲", "乙", "丁"]
    assert "清考1号" in after.content.decode()


def test_the_bureau_replays_another_year_s_rule_on_the_page(county: County) -> None:
    world = county.world
    old = rule(world, 2023, issued_on=date(2023, 3, 1))
    rule(world)
    issue_scores(by=world.verifier, group=OTHERS, year=2024, document_number="清考1号")
    page = signed_in(world.officer).get(reverse("ranking_scores"), {"rule": old.pk})
    assert page.context["is_replay"]
    assert "按所选办法测算" in page.content.decode()


def test_the_papers_of_an_entry_are_read_by_the_bureau_the_leaders_and_the_unit_itself(county: County) -> None:
    world = county.world
    rule(world)
    values = {
        "unit": county["丁"].pk,
        "item": "走访",
        "points": "1.5",
        "happened_on": "2024-06-01",
        "document_number": "纪要3号",
        "reason": "走访3次",
        "papers": [pdf("走访纪要.pdf"), pdf("照片说明.pdf")],
    }
    assert send(signed_in(world.officer), "ranking_entry", **values).status_code == 302
    paper = ScorePaper.objects.earliest("pk")
    assert [row.stored.name for row in ScoreEntry.objects.get().papers.all()] == ["走访纪要.pdf", "照片说明.pdf"]
    own, other = person("ding", "示例丁", county["丁"], "filing_clerk"), person("jia", "示例甲", county["甲"], "filing_clerk")
    for user, status in ((world.officer, 200), (world.leader, 200), (own, 200), (other, 404), (world.agent, 404)):
        assert signed_in(user).get(reverse("score_paper", args=[paper.pk])).status_code == status
    assert "走访纪要.pdf" in signed_in(own).get(reverse("ranking_scores")).content.decode()
    assert "走访3次" not in signed_in(other).get(reverse("ranking_scores")).content.decode()


def test_a_paper_that_is_none_leaves_no_entry(county: County) -> None:
    rule(county.world)
    values = {"unit": county["丁"].pk, "item": "走访", "points": "1", "happened_on": "2024-06-01", "document_number": "3号"}
    answer = send(signed_in(county.world.officer), "ranking_entry", **values, reason="走访", papers=[pdf("木马.exe")])
    assert "木马.exe" in str(answer.context["form"].errors["papers"])
    assert not ScoreEntry.objects.exists()
