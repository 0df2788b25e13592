"""Foreign currency: the original amount at the central parity rate of the day (definitions 1.16)."""

from decimal import Decimal

from projects.core.errors import Refused
from projects.core.units import WAN_PER_YI, plain, to_fen
from projects.funding.choices import CURRENCIES, YUAN

YUAN_PER_WAN = WAN_PER_YI


def in_wan(original_amount: Decimal, rate: Decimal) -> Decimal:
    """万元, cut to whole 分. The rate is yuan for one unit; the yen is quoted for a hundred and typed as a hundredth."""
    return to_fen(original_amount * rate / YUAN_PER_WAN)


def claimed_in_wan(
    claimed_wan: Decimal, currency: str, original_amount: Decimal | None, rate: Decimal | None, *, prefix: str, at: str
) -> Decimal:
    """What is claimed: of a foreign line the product, which a typed amount must equal when it is not 0. Raises Refused at `at…`."""
    if currency == YUAN:
        if original_amount is not None or rate is not None:
            raise Refused(f"{prefix}：人民币不需要填写原币金额和中间价，请清空或改选币种", field=f"{at}currency")
        return claimed_wan
    if currency not in CURRENCIES:
        raise Refused(f"{prefix}：币种不在可选范围内，请重新选择", field=f"{at}currency")
    if original_amount is None or original_amount <= 0:
        raise Refused(f"{prefix}：请填写大于0的原币金额", field=f"{at}original_amount")
    if rate is None or rate <= 0:
        raise Refused(f"{prefix}：请填写到账当日人民币汇率中间价（1{currency}折人民币元）", field=f"{at}rate")
    found = in_wan(original_amount, rate)
    if claimed_wan not in (Decimal(0), found):
        raise Refused(f"{prefix}：原币金额按当日中间价折合{plain(found)}万元，与申报数不符，请核对", field=f"{at}claimed_wan")
    return found
