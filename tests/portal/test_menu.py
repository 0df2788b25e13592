"""Where the pages of service stand in the menu."""

import pytest
from django.urls import reverse

from projects.nav import menu_for
from tests.world import World


@pytest.mark.parametrize(
    ("name", "child"),
    [("tickets", "企业诉求"), ("ticket_triage", "待分办"), ("tickets_report", "服务统计"), ("honours", "荣誉奖励")],
)
def test_each_page_lights_its_own_entry(world: World, name: str, child: str) -> None:
    current = [entry for entry in menu_for(world.agent, reverse(name)) if entry.is_current]
    assert [entry.label for entry in current] == ["企业服务"]
    assert [entry.label for entry in current[0].children if entry.is_current] == [child]


def test_only_service_officers_see_triage(world: World) -> None:
    for person, sees in ((world.agent, True), (world.clerk, False), (world.leader, False)):
        (service,) = [entry for entry in menu_for(person, "/tickets/") if entry.label == "企业服务"]
        assert ("待分办" in [entry.label for entry in service.children]) is sees
