"""Foreign money on the claim form: three boxes, the sum by the action, sentences at the field."""

import uuid
from decimal import Decimal

import pytest

from projects.funding.models import Claim
from tests.funding.test_claim_pages import signed_in, typed
from tests.world import World

DOLLARS = {"line-1-claimed_wan": "", "line-1-currency": "USD", "line-1-original_amount": "1,000,000", "line-1-rate": "7.1892"}


def test_dollars_at_the_rate_of_the_day_become_wan_by_themselves(world: World) -> None:
    client = signed_in(world.clerk)
    checked = typed(world.sign(), **DOLLARS)
    del checked["checked"]
    # 1 000 000 × 7.1892 = 7 189 200 yuan = 718.92万元
    assert "折合718.92万元" in client.post("/claims/new/", checked).content.decode()
    assert client.post("/claims/new/", typed(world.sign("第二个"), **DOLLARS)).status_code == 302
    line = Claim.objects.get().lines.get()
    assert (line.currency, line.original_amount, line.rate, line.claimed_wan) == (
        "USD",
        1_000_000,
        Decimal("7.1892"),
        Decimal("718.92"),
    )
    page = signed_in(world.verifier).get(f"/claims/{line.claim_id}/verify/").content.decode()
    assert "USD 1000000.00，当日中间价7.189200" in page
    signed_in(world.verifier).post(
        f"/claims/{line.claim_id}/return/", {"submission_key": str(uuid.uuid4()), "version": 1, "reason": "汇率不对"}
    )
    form = client.get(f"/claims/{line.claim_id}/edit/").context["form"]
    assert [form[f"line-1-{name}"].value() for name in ("claimed_wan", "currency", "original_amount", "rate")] == [
        None,
        "USD",
        "1000000",
        "7.1892",
    ]


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"line-1-rate": ""}, "line-1-rate", "请填写到账当日人民币汇率中间价"),
        ({"line-1-original_amount": ""}, "line-1-original_amount", "请填写大于0的原币金额"),
        ({"line-1-claimed_wan": "700"}, "line-1-claimed_wan", "折合718.92万元，与申报数不符"),
        ({"line-1-currency": "CNY", "line-1-claimed_wan": "700"}, "line-1-currency", "人民币不需要填写原币金额"),
        ({"line-1-rate": "七"}, "line-1-rate", "请只写数字"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(world: World, changes: dict[str, str], field: str, said: str) -> None:
    form = signed_in(world.clerk).post("/claims/new/", typed(world.sign(), **(DOLLARS | changes))).context["form"]
    assert said in form.errors[field][0]
    assert form["line-1-original_amount"].value() == (DOLLARS | changes)["line-1-original_amount"]
    assert not Claim.objects.exists()
