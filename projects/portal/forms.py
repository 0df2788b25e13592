"""The short forms that enterprises fill in without an account."""

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from projects.core.forms import AmountField, ChoiceField, HouseForm, TextField
from projects.funding.forms import pairs
from projects.reference.models import choices
from projects.services.flow import EVALUATIONS
from projects.tokens.choices import PURPOSES, RATING, TICKET

PHONE = re.compile(r"\+?\d(?:[\d-]{5,17})\d")
RIGHT, WRONG = "right", "wrong"


class PhoneField(TextField):
    """A mobile or a landline number, however it is spaced."""

    def __init__(self, *, label: str) -> None:
        box = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"})
        super().__init__(label=label, max_length=20, widget=box, help_text="手机或带区号的座机，只用于办理这条诉求")

    def to_python(self, value: Any) -> str:
        text = unicodedata.normalize("NFKC", super().to_python(value)).replace(" ", "")
        if text and not PHONE.fullmatch(text):
            raise ValidationError(f"{self.label}不对，请填手机号或带区号的座机号，例如 0938-7150000", code="phone")
        return text


class SubmitForm(HouseForm):
    """Five boxes. What the photo is, the action looks at."""

    enterprise = TextField(
        label="企业名称",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        help_text="营业执照上的全称",
    )
    phone = PhoneField(label="联系电话")
    category = ChoiceField(label="诉求类别")
    content = TextField(label="诉求内容", max_length=1000, rows=5, help_text="遇到什么困难，希望解决什么，1000字以内")
    photo = forms.FileField(
        label="照片",
        required=False,
        allow_empty_file=True,
        help_text="可空，一张JPG或PNG，不超过20MB",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["category"].choices = [("", "请选择"), *choices("ticket_category", today)]  # type: ignore[attr-defined]


class RateForm(HouseForm):
    answer = ChoiceField(label="评价", choices=pairs(EVALUATIONS), widget=forms.RadioSelect)
    note = TextField(
        label="说明", max_length=300, rows=3, required=False, help_text="不满意的请写一句哪里没有解决，我们退回重新办理"
    )


class ArrivalForm(HouseForm):
    answer = ChoiceField(label="核对结果", choices=[(RIGHT, "金额无误"), (WRONG, "有出入")], widget=forms.RadioSelect)
    amount_wan = AmountField(label="实际金额", required=False, help_text="有出入的填写，不清楚可只写说明")
    note = TextField(label="说明", max_length=300, rows=3, required=False)


class LinkForm(HouseForm):
    purpose = ChoiceField(label="用途", choices=[(value, PURPOSES[value].label) for value in (TICKET, RATING)])
