"""What each console can and cannot do, and where a role may be held."""

from dataclasses import dataclass

from projects.access.choices import ADMIN_ROLES, MANAGE_ACCESS, MANAGE_ACCOUNTS, READ_AUDIT, ROLES
from projects.organisations.choices import COUNTY, DEPARTMENT, LEADER, TASK_FORCE

# Roles tied to a kind of unit; all others are held in a department.
_UNIT_KINDS: dict[str, tuple[str, ...]] = {
    "county_leader": (LEADER,),
    "delegate": (LEADER,),
    "task_force_liaison": (TASK_FORCE,),
    **dict.fromkeys(ADMIN_ROLES, (DEPARTMENT, COUNTY)),
}
# Functions in words, for the table of roles.
FUNCTION_LABELS: dict[str, str] = {
    "register_signing": "登记签约",
    "confirm_signing": "确认签约",
    "edit_project": "修改项目资料",
    "reach_milestone": "登记节点",
    "file_claim": "申报到位资金",
    "verify_claim": "核定到位资金",
    "reverse_arrival": "冲销到位资金",
    "set_task": "下达任务",
    "record_outreach": "登记招商活动和线索",
    "see_leaders": "查看县级领导任务完成情况",
    "record_external": "登记外部数据（市通报）",
    "close_month": "月结",
    "open_ticket": "登记诉求",
    "run_ticket": "受理交办诉求",
    "handle_ticket": "办理诉求",
    "see_confidential": "查看保密诉求",
    "run_agency": "帮办代办",
    "keep_elements": "更新要素保障",
    "record_visit": "登记走访和座谈对接",
    "set_pairs": "建立包抓联",
    "chase": "催办",
    "supervise": "下达督办和会议议定事项",
    "instruct": "批示",
    "handle_matter": "办理督办事项",
    "export": "导出",
    "manage_accounts": "账号、单位和设置",
    "manage_access": "角色授予",
    "read_audit": "查阅操作记录",
}
IDLE_DAYS = 90


def unit_kinds(role: str) -> tuple[str, ...]:
    return _UNIT_KINDS.get(role, (DEPARTMENT,))


def previewable_roles() -> list[tuple[str, str]]:
    """The administrators' own are left out: a preview must not join what the three keep apart."""
    return [(role.value, role.label) for role in ROLES if role.value not in ADMIN_ROLES]


@dataclass(frozen=True)
class Door:
    label: str
    url_name: str
    note: str


@dataclass(frozen=True)
class Console:
    """One of the three administrators (GB/T 22239: kept apart)."""

    function: str
    label: str
    cannot: str
    doors: tuple[Door, ...]


CONSOLES: tuple[Console, ...] = (
    Console(
        MANAGE_ACCOUNTS,
        "系统管理",
        "不能授予角色，不能查阅操作记录，不能查看项目明细或修改业务数据",
        (
            Door("账号", "account_list", "新建、重置密码、停用、解锁、移交"),
            Door("单位", "unit_list", "新增、更名、撤并、排序"),
            Door("代码表", "code_list", "新增、改名称、停用"),
            Door("设置", "setting_list", "带生效日期，历史保留"),
            Door("工作日历", "workday_list", "放假和调休"),
            Door("计划任务", "schedules", "备份、校验和提醒的上次结果，立即执行"),
            Door("站外通知", "deliveries", "邮件和群机器人的送达情况"),
            Door("公告", "announcements", "每个页面顶部的一句话，到期自动消失"),
        ),
    ),
    Console(
        MANAGE_ACCESS,
        "安全管理",
        "不能新建账号或重置密码，不能查阅操作记录，不能给自己授予角色",
        (
            Door("角色授予", "account_list", "任职的新增和结束、重置动态口令"),
            Door("角色权限表", "role_table", "每种角色能办什么"),
            Door("大屏和接口令牌", "token_list", "签发、撤销；只读"),
            Door("以此角色预览", "preview_start", "只能查看，预览有记录"),
            Door("安全设置", "setting_list", "密码有效期、动态口令"),
        ),
    ),
    Console(
        READ_AUDIT,
        "审计",
        "只能查阅，不能修改任何数据，不能管理账号和角色",
        (Door("操作记录", "audit_list", "按人、时间、对象、动作查找"),),
    ),
)
