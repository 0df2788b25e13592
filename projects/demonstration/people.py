"""Accounts of the demonstration: one per role to try out, and one filing clerk for every other department. Names are made up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from unicodedata import east_asian_width

from django.contrib.auth.hashers import make_password

from projects.access.choices import BY_VALUE
from projects.core import clock
from projects.demonstration.units import BUREAU_NAME, CENTRE_NAME, PARK_NAME, phone
from projects.organisations.choices import DEPARTMENT
from projects.organisations.models import Tenure, Unit, User

PASSWORD = "Yanshi-2024-Demo"  # noqa: S105  (the demonstration's, printed for everybody)
IN_OFFICE_SINCE = date(2021, 1, 1)
SET_ON = datetime(2021, 1, 1, tzinfo=clock.SHANGHAI)


@dataclass(frozen=True)
class Account:
    """`may`: what a person tries with it, for the printed list."""

    username: str
    name: str
    role: str
    unit: str
    post: str
    may: str


ACCOUNTS = (
    Account("jingban", "示例甲", "bureau_officer", BUREAU_NAME, "招商股经办", "登记签约、代部门申报到位资金、下达任务"),
    Account("shenhe", "示例乙", "bureau_verifier", BUREAU_NAME, "招商股审核", "确认签约、核定到位资金、冲销、月结"),
    Account("shenhe2", "示例丙", "bureau_verifier", BUREAU_NAME, "统计股审核", "同上（自己填报的由另一位审核）"),
    Account("tianbao", "示例丁", "filing_clerk", "县农业农村局", "填报人", "登记签约、申报到位资金、办理本单位诉求"),
    Account("fuzeren", "示例戊", "unit_head", "县农业农村局", "单位负责人", "查看本单位项目、登记和办理诉求、导出"),
    Account("zhuanban", "示例己", "task_force_liaison", "农特产品精深加工工作专班", "专班联络员", "查看本专班项目、登记诉求、导出"),
    Account("lingdao", "示例庚", "county_leader", "县委副书记、县长", "县长", "查看全县数据、批示、导出"),
    Account("lianluo", "示例辛", "delegate", "县委副书记、县长", "领导联络员", "代领导查看全县数据、代录批示、导出"),
    Account("fuwu", "示例壬", "service_officer", CENTRE_NAME, "服务专员", "登记、受理、交办、回访销号企业诉求"),
    Account("yuanqu", "示例癸", "park_clerk", PARK_NAME, "园区填报人", "登记签约、申报到位资金、办理园区诉求"),
    Account("ducha", "示例子", "inspector", "县委县政府督查室", "督查专员", "查看全县数据、下达督办、导出"),
    Account("xitong", "示例丑", "system_admin", "县政务服务中心", "系统管理员", "账号、单位、代码表和设置"),
    Account("anquan", "示例寅", "security_admin", "县政务服务中心", "安全管理员", "角色和权限"),
    Account("shenji", "示例卯", "audit_admin", "县政务服务中心", "审计管理员", "查阅操作记录"),
)
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


@dataclass(frozen=True)
class People:
    """`clerk_of`: department's name → who files for it."""

    by_username: Mapping[str, User]
    clerk_of: Mapping[str, User]

    def __getitem__(self, username: str) -> User:
        return self.by_username[username]


def create_people(units: Mapping[str, Unit]) -> People:
    accounts = [*ACCOUNTS, *_clerks(units)]
    hashed = make_password(PASSWORD)
    users = User.objects.bulk_create(_user(account, hashed, number) for number, account in enumerate(accounts, start=1))
    tenures = Tenure.objects.bulk_create(
        Tenure(user=user, unit=units[account.unit], role=account.role, starts_on=IN_OFFICE_SINCE)
        for user, account in zip(users, accounts, strict=True)
    )
    for user, tenure in zip(users, tenures, strict=True):
        user.__dict__["current_tenures"] = [tenure]  # the cached property: the same all the years, so never looked up again
    filing = {"filing_clerk", "park_clerk"}
    return People(
        {user.username: user for user in users},
        {account.unit: user for user, account in zip(users, accounts, strict=True) if account.role in filing},
    )


def _clerks(units: Mapping[str, Unit]) -> Iterator[Account]:
    """bm001 … bm100 by the official order; departments that have one among the accounts above are left out."""
    present = {account.unit for account in ACCOUNTS if account.role in {"filing_clerk", "park_clerk"}}
    departments = [unit for unit in units.values() if unit.kind == DEPARTMENT]
    for number, unit in enumerate(departments, start=1):
        if unit.name not in present:
            name = f"示例{_STEMS[(number - 1) % 10]}{_BRANCHES[(number - 1) // 10]}"
            yield Account(f"bm{number:03d}", name, "filing_clerk", unit.name, "填报人", "")


def _user(account: Account, hashed: str, number: int) -> User:
    return User(
        username=account.username,
        display_name=account.name,
        post=account.post,
        phone=phone(5000 + number),
        password=hashed,
        must_change_password=False,
        password_changed_at=SET_ON,
    )


def printed_accounts() -> str:
    """A table for a terminal, in which a Chinese character is two columns wide."""
    head = ("账号", "密码", "角色", "单位", "可以做什么")
    rows = [(item.username, PASSWORD, BY_VALUE[item.role].label, item.unit, item.may) for item in ACCOUNTS]
    widths = [max(_width(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = ["  ".join(_padded(text, width) for text, width in zip(row, widths, strict=True)).rstrip() for row in (head, *rows)]
    return "\n".join(["演示账号（人名均为虚构；其他责任部门的填报员为 bm001 至 bm100，密码相同）：", *lines])


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
