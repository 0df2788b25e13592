"""What the county may set, with its default; and the code lists that the first installation gets."""

from dataclasses import dataclass
from typing import Any

from projects.access.choices import ADMIN_ROLES


@dataclass(frozen=True)
class SettingKind:
    """`default` holds until somebody sets another value from some day on; `allowed` lists the values, where they are few."""

    key: str
    label: str
    default: Any
    allowed: tuple[Any, ...] = ()


CREDIT_MODE = "credit_mode"
WHOLE, PARTS = "whole", "parts"
HEADLINE_FAIR = "headline_fair"
INVESTED_RATIO = "invested_ratio_percent"
TICKET_DAYS = "ticket_working_days"
VISIT_DAYS = "visit_interval_days"
ACCEPTANCE, ASSISTANCE = "受理", "会签"
MATTER_DAYS = "matter_working_days"
TICKET_CHASING = "ticket_chasing"
TICKET_TAKING = "ticket_taking"
TICKET_COUNTERSIGNING = "ticket_countersigning"
DEMO_DATE = "demo_date"
PASSWORD_MAX_AGE_DAYS = "password_max_age_days"  # noqa: S105  (a number of days)
OTP_ROLES = "otp_roles"
NOTICE_LEAD_DAYS = "notice_lead_days"
# Set by 安全管理员; all others by 系统管理员.
SECURITY_SETTINGS = frozenset({PASSWORD_MAX_AGE_DAYS, OTP_ROLES})
STAT_MONTH = "stat_month"
NATURAL, FROM_26 = "natural", "26-25"
UNIT_CONFIRMATION = "unit_confirmation"
NO_CONFIRMATION, IN_SYSTEM, STAMPED_SHEET = "none", "system", "sheet"
LEADER_SIGNATURE = "leader_signature"
NO_SIGNATURE, MONTHLY_LIST = "none", "monthly"
RANK_LEADERS = "rank_leaders"
OFF, ON = "off", "on"
SHUT, IN_USE = "shut", "in_use"
ARRIVAL_LINKS = "arrival_links"
PUBLIC_TICKETS = "public_tickets"
LIGHT_POINTS = "light_points"
YELLOW, RED = "黄", "红"
BULLETIN_BASIS = "bulletin_basis"
BY_COUNTY, BY_CITY = "county", "city"
SHOWN_UNTIL = "shown_until"
LIVE, LAST_CLOSED = "live", "closed"

SETTINGS: dict[str, SettingKind] = {
    kind.key: kind
    for kind in (
        SettingKind(CREDIT_MODE, "业绩归属方式", WHOLE, (WHOLE, PARTS)),
        SettingKind(HEADLINE_FAIR, "重点节会", "兰洽会"),
        SettingKind(INVESTED_RATIO, "登记“完成投资”所需到位比例（%）", 95),
        SettingKind(TICKET_DAYS, "诉求受理和办结时限（工作日）", {"一般": 7, "复杂": 15, "疑难": 30, ACCEPTANCE: 1, ASSISTANCE: 3}),
        SettingKind(VISIT_DAYS, "包抓联走访间隔（天，超过即列入应访未访）", 90),
        SettingKind(
            MATTER_DAYS,
            "督办事项时限（工作日）",
            {"催办": 3, "督办": 5, "批示": 5, "会议议定事项": 10, "蓝色提醒": 2, "黄色警告": 2, "红色约谈": 3},
        ),
        SettingKind(TICKET_CHASING, "诉求超期、未按时受理、异议未按时裁定的自动催办", True, (True, False)),
        SettingKind(TICKET_TAKING, "牵头单位须先签收才能报部门办结", False, (True, False)),
        SettingKind(TICKET_COUNTERSIGNING, "配合单位全部会签后才能报部门办结", False, (True, False)),
        SettingKind(STAT_MONTH, "统计月起止", NATURAL, (NATURAL, FROM_26)),
        SettingKind(
            UNIT_CONFIRMATION,
            "单位负责人确认（不影响核定入账）",
            STAMPED_SHEET,
            (NO_CONFIRMATION, IN_SYSTEM, STAMPED_SHEET),
        ),
        SettingKind(
            LEADER_SIGNATURE,
            "领导签批（不影响核定入账）",
            MONTHLY_LIST,
            (NO_SIGNATURE, MONTHLY_LIST),
        ),
        SettingKind(RANK_LEADERS, "县级领导排名", OFF, (OFF, ON)),
        SettingKind(PUBLIC_TICKETS, "企业网上提交诉求（不用登录）", IN_USE, (SHUT, IN_USE)),
        SettingKind(ARRIVAL_LINKS, "企业凭链接确认到位资金（不影响核定入账）", SHUT, (SHUT, IN_USE)),
        SettingKind(BULLETIN_BASIS, "通报采用的到位资金口径", BY_COUNTY, (BY_COUNTY, BY_CITY)),
        SettingKind(SHOWN_UNTIL, "大屏和领导手机首页的截至日期", LIVE, (LIVE, LAST_CLOSED)),
        SettingKind(LIGHT_POINTS, "红黄蓝预警：落后序时多少个百分点起为黄、超过多少为红", {YELLOW: 10, RED: 30}),
        SettingKind(
            NOTICE_LEAD_DAYS,
            "到期提醒提前天数",
            {"本月应报": 5, "节点到期": 5, "补交材料": 3, "诉求时限": 2, "代办时限": 2, "督办事项": 1, "密码到期": 7},
        ),
        SettingKind(DEMO_DATE, "演示业务日期", None),
        SettingKind(PASSWORD_MAX_AGE_DAYS, "密码有效期（天，0为不到期）", 90),
        SettingKind(OTP_ROLES, "登录须用动态口令的角色", [*ADMIN_ROLES, "county_leader"]),
    )
}

# Code lists: list → (code, label). Codes stay, labels may be renamed, used values retire by date and are never deleted.
SECTORS = (
    ("agri", "农特产品精深加工"),
    ("health", "大健康"),
    ("material", "新材料新能源"),
    ("equipment", "装备制造"),
    ("tourism", "文娱旅游"),
    ("textile", "纺织服饰"),
    ("trade", "商贸流通"),
    ("building", "建筑建材"),
    ("green", "节能环保"),
)
CHANNELS = (
    ("fair", "节会招商"),
    ("team", "小分队招商(走出去)"),
    ("visit", "上门招商"),
    ("referral", "以商招商"),
    ("chain", "产业链招商"),
    ("hometown", "乡情招商"),
    ("chamber", "商会协会招商"),
    ("eastwest", "东西部协作招商"),
    ("agency", "委托招商"),
    ("online", "网络招商"),
    ("leader", "领导带队招商"),
)
TICKET_CATEGORIES = (
    ("finance", "融资"),
    ("labour", "人才用工"),
    ("market", "市场拓展"),
    ("factor", "要素保障"),
    ("land", "土地规划"),
    ("approval", "审批手续"),
    ("policy", "政策兑现"),
    ("infrastructure", "基础设施配套"),
    ("other", "其他"),
)
FROM_FORM = "form"
TICKET_SOURCES = (
    ("visit", "包抓联走访"),
    ("six", "六必访"),
    ("bank", "政银企座谈会"),
    ("sales", "产销对接会"),
    ("12345", "12345热线"),
    ("letter", "来信来电"),
    ("superior", "上级转办"),
    (FROM_FORM, "企业网上提交"),
)
TICKET_CAUSES = (
    ("fund", "资金周转紧张"),
    ("supply", "要素供给不足"),
    ("slow", "审批环节多、时间长"),
    ("unknown", "政策不了解"),
    ("unpaid", "政策兑现不及时"),
    ("facility", "配套设施滞后"),
    ("hiring", "招工难、留人难"),
    ("outlet", "销售渠道窄"),
    ("own", "企业自身材料或手续不全"),
)
AGENCY_METHODS = (
    ("follow", "跟踪对接"),
    ("advance", "提前告知"),
    ("remote", "远程协助"),
    ("agency", "帮办代办"),
    ("chase", "催办督办"),
)
ELEMENTS = (
    ("land", "土地审批"),
    ("energy", "用能指标"),
    ("environment", "项目环评"),
    ("water", "供水"),
    ("power", "供电"),
    ("gas", "供气"),
    ("road", "路网管网"),
    ("factory", "标准化厂房"),
    ("labour", "用工"),
    ("finance", "融资"),
    ("logistics", "物流"),
    ("telecom", "通信"),
)
VISIT_REASONS = (
    ("incubating", "创新孵化时"),
    ("trouble", "经营困难时"),
    ("statistics", "登记纳统时"),
    ("strategy", "战略调整时"),
    ("expanding", "增资扩产时"),
    ("listing", "筹备上市时"),
    ("routine", "日常包抓联"),
)
MEETING_KINDS = (
    ("bank", "政银企座谈会"),
    ("sales", "产销对接会"),
)
CUT_REASONS = (
    ("local", "本地企业（自然人）投资"),
    ("fiscal", "财政性资金"),
    ("vertical", "垂管机构布点"),
    ("estate", "房地产或生活服务类"),
    ("relocation", "县域内迁建或原厂区技改"),
    ("phase", "原合同范围内的二期"),
    ("mutual", "县区之间相互投资"),
    ("small", "低于起点额"),
    ("rush", "未入台账或未按月上报（突击上报）"),
    ("evidence", "佐证材料不足"),
    ("duplicate", "重复申报"),
    ("period", "不属于本期"),
    ("other", "其他"),
)
NATURES = (
    ("new", "新建"),
    ("expand", "扩建"),
    ("upgrade", "改建和技术改造"),
    ("restore", "恢复"),
    ("move", "迁建"),
)
# 天水市's counties and districts by their division codes (GB/T 2260), in the city's order.
PEER_COUNTIES = (
    ("620502", "秦州区"),
    ("620503", "麦积区"),
    ("620521", "清水县"),
    ("620522", "秦安县"),
    ("620523", "甘谷县"),
    ("620524", "武山县"),
    ("620525", "张家川县"),
)
INSTRUCTIONS = (
    ("report", "请抓紧办理，按时报结果。"),
    ("lead", "请牵头单位会同有关单位研究解决。"),
    ("visit", "请到企业现场了解情况，提出解决办法。"),
    ("reason", "请说明进度滞后原因和整改措施。"),
    ("meeting", "请提交下次调度会研究。"),
    ("read", "请阅知，并做好服务保障。"),
)
LISTS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "sector": ("重点领域", SECTORS),
    "channel": ("招商方式", CHANNELS),
    "ticket_category": ("诉求类别", TICKET_CATEGORIES),
    "ticket_source": ("诉求来源", TICKET_SOURCES),
    "agency_method": ("服务方式", AGENCY_METHODS),
    "element": ("要素保障", ELEMENTS),
    "visit_reason": ("走访事由", VISIT_REASONS),
    "meeting_kind": ("座谈对接", MEETING_KINDS),
    "ticket_cause": ("诉求成因", TICKET_CAUSES),
    "cut_reason": ("核减原因", CUT_REASONS),
    "instruction": ("批示常用语", INSTRUCTIONS),
    "construction_nature": ("建设性质", NATURES),
    "peer_county": ("同市县区", PEER_COUNTIES),
}
