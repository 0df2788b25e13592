"""Refusals are gathered until every check has been asked."""

import pytest

from projects.core.errors import Gathered, NotAllowed, Refused, Several, Stale


def test_one_refusal_stays_itself_and_more_come_together() -> None:
    found = Gathered()
    found.settle()
    found.unless(1 + 1 == 2, "不会出现")
    found.unless(None, "请填写甲", field="a")
    with pytest.raises(Refused) as one:
        found.settle()
    assert (type(one.value), one.value.field) == (Refused, "a")
    with found.check():
        raise Several([Refused("请填写乙", field="b"), Refused("请填写丙")])
    with pytest.raises(Several) as several:
        found.settle()
    assert [(each.message, each.field) for each in several.value.each] == [("请填写甲", "a"), ("请填写乙", "b"), ("请填写丙", None)]
    assert str(several.value) == "请填写甲；请填写乙；请填写丙"


@pytest.mark.parametrize("kind", [NotAllowed, Stale])
def test_what_is_not_about_the_input_is_never_gathered(kind: type[Refused]) -> None:
    with pytest.raises(kind), Gathered().check():
        raise kind("无权")
