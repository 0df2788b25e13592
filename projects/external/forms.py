"""The city's table, typed as it is printed: an empty box is what the paper does not print."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from projects.core.forms import AmountField, ChoiceField, DateField, HouseForm, TextField
from projects.external.actions import Heading, Printed
from projects.external.choices import ISSUER
from projects.files.forms import PaperField
from projects.funding.forms import NumberField

COLUMNS: tuple[tuple[str, str], ...] = (
    ("task_wan", "年度任务（万元）"),
    ("arrived_wan", "到位资金（万元）"),
    ("completion_percent", "完成率（%）"),
    ("growth_percent", "增速（%）"),
    ("rank", "名次"),
)


def box(column: str, label: str, where: str) -> forms.Field:
    """`where`: the county, for the sentence of a mistake and for who cannot see the table."""
    name = f"{where}{label.partition('（')[0]}"
    field: forms.Field
    if column.endswith("_wan"):
        field = AmountField(label=name, required=False)
    else:
        field = NumberField(label=name, max_digits=3 if column == "rank" else 7, decimal_places=0 if column == "rank" else 2)
    field.widget = forms.TextInput(
        attrs={"inputmode": "decimal", "autocomplete": "off", "aria-label": name, "class": "form-control num"}
    )
    return field


def line_of(values: Mapping[str, Any], place: str) -> Printed:
    found = {column: values.get(f"{column}-{place}") for column, _ in COLUMNS}
    rank = found.pop("rank")
    return Printed(**found, rank=None if rank is None else int(rank))


class PaperForm(HouseForm):
    title = TextField(label="通报标题", max_length=100)
    document_number = TextField(label="文号", max_length=60, help_text="没有文号的写发文单位和期数，例如 市招商局11月通报")
    issuer = TextField(label="发文单位", max_length=60, initial=ISSUER)
    issued_on = DateField(label="发文时间")
    year = ChoiceField(label="年度")
    until_month = ChoiceField(label="截至月", choices=[(str(number), f"{number}月") for number in range(1, 13)])
    file = PaperField(label="通报原件", required=False)
    HEAD = ("title", "document_number", "issuer", "issued_on", "year", "until_month", "file")

    def __init__(self, *args: Any, places: Mapping[str, str], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = places
        self.fields["year"].choices = [(str(year), f"{year}年") for year in range(today.year, today.year - 4, -1)]  # type: ignore[attr-defined]
        for place, name in places.items():
            for column, label in COLUMNS:
                self.fields[f"{column}-{place}"] = box(column, label, name)

    @property
    def rows(self) -> list[tuple[str, list[tuple[str, forms.BoundField]]]]:
        """county → its boxes, each with the title of its column."""
        return [(name, [(label, self[f"{column}-{place}"]) for column, label in COLUMNS]) for place, name in self.places.items()]

    @property
    def heading(self) -> Heading:
        values = self.cleaned_data
        return Heading(
            values["title"],
            values["document_number"],
            values["issuer"],
            values["issued_on"],
            int(values["year"]),
            int(values["until_month"]),
        )

    @property
    def lines(self) -> dict[str, Printed]:
        return {place: line_of(self.cleaned_data, place) for place in self.places}


class LineForm(HouseForm):
    """One county's line, corrected."""

    reason = TextField(
        label="更正原因", max_length=300, rows=2, help_text="原来的一行保留，冲销后另记一行；五栏全部清空为取消这一行"
    )

    def __init__(self, *args: Any, place: str, name: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.place = place
        boxes = {f"{column}-{place}": box(column, label, name) for column, label in COLUMNS}
        for (_, label), field in zip(COLUMNS, boxes.values(), strict=True):
            field.label = label
        self.fields = {**boxes, **self.fields}

    @property
    def line(self) -> Printed:
        return line_of(self.cleaned_data, self.place)
