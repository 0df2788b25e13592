"""What the 驾驶舱 shows: cards, the months as a chart and a table, who is behind, and the blocks that load after the first screen."""

from projects.dashboards.tables.behind import DIMENSION_TABS, Behind, behind
from projects.dashboards.tables.blocks import BLOCKS, Block, mixes, progress, sectors
from projects.dashboards.tables.cards import Card, cards
from projects.dashboards.tables.charts import Chart
from projects.dashboards.tables.fairs import fairs
from projects.dashboards.tables.months import MonthTable, months

__all__ = [
    "BLOCKS",
    "DIMENSION_TABS",
    "Behind",
    "Block",
    "Card",
    "Chart",
    "MonthTable",
    "behind",
    "cards",
    "fairs",
    "mixes",
    "months",
    "progress",
    "sectors",
]
