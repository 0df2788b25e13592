"""Sample data of the gallery page, and of nothing else. Every name is marked 示例 or stands in looks.md 15."""

from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.core.paginator import Page, Paginator

from projects.files.forms import PaperField

register = template.Library()


@dataclass(frozen=True)
class Doubt:
    code: str
    message: str


SAMPLES: dict[str, Any] = {
    "colours": [
        ("页面", "bg"),
        ("卡片", "surface"),
        ("边线", "border"),
        ("正文", "text"),
        ("次文", "text-2"),
        ("弱文", "text-3"),
        ("主色", "primary"),
        ("主色浅", "primary-soft"),
        ("顶栏", "head"),
        ("红", "red"),
        ("黄", "yellow"),
        ("蓝", "blue"),
        ("正常", "green"),
        ("图表本年", "chart-now"),
        ("图表上年", "chart-last"),
    ],
    "doubts": [
        (Doubt("sample-ten", "本次金额是上月的10倍"), ""),
        (Doubt("sample-weekend", "到账日期2024-12-14是星期六"), "加班处理"),
    ],
    "stages": [
        {"label": "在谈", "state": "done", "note": "2021-12-20"},
        {"label": "已签约", "state": "done", "note": "2022-05-20"},
        {"label": "前期", "state": "done", "note": "2022-06—10"},
        {"label": "在建", "state": "now", "note": "2022-11-10开工"},
        {"label": "投产", "state": "todo", "note": "计划 2025-06-30"},
        {"label": "达产", "state": "todo", "note": "计划 2026-12-31"},
    ],
    "ended": [
        {"label": "在谈", "state": "done", "note": "2021-12-20"},
        {"label": "已签约", "state": "done", "note": "2022-05-20"},
        {"label": "终止", "state": "ended", "note": "2023-03-01"},
    ],
    "timeline": [
        {
            "icon": "cash-stack",
            "title": "到位资金入账",
            "on": "2024-12-05",
            "text": "1,800.00万元　核定，资金到账，佐证2份",
            "who": "县招商局 示例审核",
        },
        {
            "icon": "flag",
            "title": "节点完成",
            "on": "2024-10-31",
            "text": "一号窑炉主体完工，比计划晚12天",
            "who": "示例填报",
        },
        {
            "icon": "pencil",
            "title": "变更",
            "on": "2024-10-12",
            "text": "投产时间（计划）2025-03-31 → 2025-06-30",
            "who": "示例经办",
        },
    ],
    "tabs": [
        {"label": "概览", "url": "#overview", "is_current": True},
        {"label": "到位资金", "url": "#arrivals", "count": 17},
        {"label": "节点", "url": "#milestones", "count": 9},
        {"label": "诉求", "url": "#tickets", "count": 0},
        {"label": "变更记录", "url": "#changes", "count": 57},
    ],
    "switch": [
        {"label": "当月", "url": "#month", "is_current": True},
        {"label": "累计", "url": "#total"},
    ],
    "money": [
        {"label": "总投资", "number": "24.70", "unit": "亿元", "note": "正式合同 2022-05-20"},
        {"label": "签约额", "number": "24.70", "unit": "亿元", "note": "10亿元以上"},
        {"label": "本年累计到位", "number": "3.20", "unit": "亿元", "note": "上年同期6.20，−48.39%", "url": "#arrivals"},
        {"label": "签约以来累计到位", "number": "13.60", "unit": "亿元", "note": "17笔，均已核定"},
        {"label": "资金到位率", "number": "55.06", "unit": "%", "meter": "55.06"},
        {"label": "距签约额", "number": "11.10", "unit": "亿元", "note": "按节点应到18.50"},
    ],
    "files": [
        {"name": "进账回单（示例）.pdf", "url": "#f1", "size": "1.2MB", "by": "示例填报", "at": "2024-12-11 16:20"},
        {"name": "设备发票（示例）.jpg", "url": "#f2", "size": "860KB", "by": "示例填报", "at": "2024-12-11 16:21"},
    ],
    "chips": [
        {"label": "文本性质", "value": "正式合同", "remove_url": "#c1"},
        {"label": "签约时间", "value": "2024-01-01 ～ 2024-12-16", "remove_url": "#c2"},
    ],
    "steps": ["填写", "核对", "完成"],
}


class SampleForm(forms.Form):
    name = forms.CharField(label="项目名称", help_text="与合同一致，40字以内", initial="君石中药材二期")
    amount = forms.CharField(
        label="签约额",
        help_text="按合同，单位万元；可填3亿",
        initial="30,000",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    arrived_on = forms.DateField(label="到账日期", widget=forms.DateInput(attrs={"type": "date"}), initial="2024-07-01")
    unit = forms.ChoiceField(label="责任部门", choices=[("1", "工业集中区管委会"), ("2", "县示例甲局")])
    kind = forms.ChoiceField(
        label="文本性质", choices=[("1", "正式合同"), ("2", "框架协议")], widget=forms.RadioSelect, initial="1"
    )
    fair = forms.CharField(label="签约节会（届次）", required=False, disabled=True, initial="第30届兰洽会")
    later = forms.BooleanField(label="待补佐证", required=False)
    note = forms.CharField(label="变更说明", required=False, help_text="200字以内", widget=forms.Textarea(attrs={"rows": 3}))
    paper = forms.FileField(
        label="佐证材料", help_text="PDF、JPG、PNG，单个不超过20MB", error_messages={"required": "请上传佐证材料"}
    )
    contract = PaperField(label="合同正文", required=False)

    def clean_arrived_on(self) -> None:
        raise forms.ValidationError("到账日期不能早于签约时间（2024-07-08）")


@register.simple_tag
def sample(name: str) -> Any:
    return SAMPLES[name]


@register.simple_tag
def sample_form(wrong: bool = False) -> SampleForm:
    data = {"name": "君石中药材二期", "amount": "30,000", "arrived_on": "2024-07-01", "unit": "1", "kind": "1"}
    return SampleForm(data, auto_id="wrong_%s") if wrong else SampleForm(auto_id="sample_%s")


@register.simple_tag
def sample_page(number: int = 7) -> Page[int]:
    return Paginator(range(280), 20).page(number)
