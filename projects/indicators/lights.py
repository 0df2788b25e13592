"""红黄蓝预警: how far behind 序时 a figure is, as a colour."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from projects.core import units
from projects.reference.choices import RED, YELLOW


@dataclass(frozen=True)
class LightRule:
    """红黄蓝 in 百分点 behind 序时: less than `yellow` 蓝, from it to `red` 黄, beyond `red` 红 (definitions 1.20)."""

    yellow: Decimal = Decimal(10)
    red: Decimal = Decimal(30)

    @classmethod
    def by(cls, points: Mapping[str, int]) -> "LightRule":
        """From the setting's value."""
        return cls(Decimal(points[YELLOW]), Decimal(points[RED]))

    def of(self, ahead: Decimal) -> str:
        """`ahead`: a plain fraction, below zero when behind."""
        behind = -ahead * units.ONE_HUNDRED
        if behind <= 0:
            return "ok"
        if behind < self.yellow:
            return "blue"
        return "red" if behind > self.red else "yellow"

    @property
    def words(self) -> str:
        yellow, red = units.plain(self.yellow), units.plain(self.red)
        return f"达到或超过序时为正常，落后不到{yellow}个百分点为蓝，{yellow}至{red}个百分点为黄，超过{red}个百分点为红"
