"""Words of money: uses, forms, bases, the life of a claim, kinds of tasks."""

from dataclasses import dataclass

LAND, BUILDING, EQUIPMENT, OTHER_FIXED, WORKING = "土地费用", "建筑安装工程", "设备工器具购置", "其他费用", "流动资金"
USES = (LAND, BUILDING, EQUIPMENT, OTHER_FIXED, WORKING)
FIXED_USES = (LAND, BUILDING, EQUIPMENT, OTHER_FIXED)
MONEY = "货币"
FORMS = (MONEY, "实物", "无形资产")
BY_ARRIVAL, BY_INVESTMENT = "资金到账", "完成投资"
BASES = (BY_ARRIVAL, BY_INVESTMENT)
YUAN = "CNY"
CURRENCY_WORDS = {YUAN: "人民币", "USD": "美元", "HKD": "港元", "EUR": "欧元", "JPY": "日元", "TWD": "新台币", "MOP": "澳门元"}
CURRENCIES = tuple(CURRENCY_WORDS)
EVIDENCE_KINDS = (
    "银行进账单",
    "银行转账凭证",
    "验资报告",
    "固定资产投资发票",
    "设备发票及清单",
    "土地出让金票据",
    "工程进度单及支付凭证",
    "形象进度确认单（三方盖章）",
    "评估报告",
    "其他",
)

SUPPORTS: dict[str, str | None] = {
    "银行进账单": BY_ARRIVAL,
    "银行转账凭证": BY_ARRIVAL,
    "验资报告": BY_ARRIVAL,
    "固定资产投资发票": BY_INVESTMENT,
    "设备发票及清单": BY_INVESTMENT,
    "土地出让金票据": BY_INVESTMENT,
    "工程进度单及支付凭证": BY_INVESTMENT,
    "形象进度确认单（三方盖章）": BY_INVESTMENT,
    "评估报告": None,
    "其他": None,
}
"""Evidence kind → the basis it can count under; None under either. Papers of the other basis support, they never add (definitions 1.12)."""


@dataclass(frozen=True)
class ClaimState:
    value: str
    label: str
    next: tuple[str, ...]


DRAFT, SUBMITTED, VERIFIED, PARTLY, RETURNED, WITHDRAWN, VOIDED = (
    "draft",
    "submitted",
    "verified",
    "partly",
    "returned",
    "withdrawn",
    "voided",
)
CLAIM_FLOW: dict[str, ClaimState] = {
    state.value: state
    for state in (
        ClaimState(DRAFT, "草稿", (SUBMITTED, VOIDED)),
        ClaimState(SUBMITTED, "待核定", (VERIFIED, PARTLY, RETURNED, WITHDRAWN)),
        ClaimState(RETURNED, "已退回", (SUBMITTED, VOIDED)),
        ClaimState(WITHDRAWN, "已撤回", (SUBMITTED, VOIDED)),
        ClaimState(VERIFIED, "已核定", ()),
        ClaimState(PARTLY, "部分核定", ()),
        ClaimState(VOIDED, "已作废", ()),
    )
}

SENT = (SUBMITTED, RETURNED, VERIFIED, PARTLY)
"""A claim that the bureau has seen: the unit has reported. A draft, a withdrawn or a voided one says nothing."""


@dataclass(frozen=True)
class TaskKind:
    """`unit` is 万元 or the counting word."""

    value: str
    label: str
    unit: str

    @property
    def is_money(self) -> bool:
        return self.unit == "万元"


ARRIVED, SIGNED_AMOUNT, SIGNED_10, SIGNED_1 = "arrived", "signed_amount", "signed_10", "signed_1"
TOP500, OUTBOUND_TRIPS, LEADS = "top500", "outbound", "leads"
TASK_KINDS: dict[str, TaskKind] = {
    kind.value: kind
    for kind in (
        TaskKind(ARRIVED, "到位资金", "万元"),
        TaskKind(SIGNED_AMOUNT, "签约额", "万元"),
        TaskKind(SIGNED_10, "10亿元以上签约项目", "个"),
        TaskKind(SIGNED_1, "1亿元以上签约项目", "个"),
        TaskKind(TOP500, "三个500强企业", "家"),
        TaskKind(OUTBOUND_TRIPS, "外出招商", "次"),
        TaskKind(LEADS, "招商线索", "条"),
    )
}
FORMAL, WORKING_LEVEL = "formal", "working"
TASK_LEVELS = {FORMAL: "下达数", WORKING_LEVEL: "调度数"}
FIRST, INCREASE, DECREASE, TRANSFER = "first", "increase", "decrease", "transfer"
TASK_MOVES = {FIRST: "首次下达", INCREASE: "调增", DECREASE: "调减", TRANSFER: "划转"}

UNASSIGNED = "unassigned"
"""Dimension of the remainder under the setting *parts*, where one list over all holders sums to 100 %."""

ARRIVAL, WITHDRAWAL, OPENING = "arrival", "withdrawal", "opening"
ARRIVAL_KINDS = {ARRIVAL: "到位", WITHDRAWAL: "撤资", OPENING: "期初数"}

NEW_THIS_YEAR, CARRIED_OVER = "新建", "续建"
"""年度类别, derived per year, never typed (definitions 1.14)."""
