"""Kinds of 站内消息, and the states of what goes out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NoticeKind:
    """`needs_me`: counted in the badge until it is read or done."""

    value: str
    label: str
    needs_me: bool = False


RETURNED, DUE_REPORT, NEXT_STEP, TICKET_DUE, PAPERS_DUE = "returned", "due_report", "next_step", "ticket_due", "papers_due"
AGENCY_DUE, MATTER, MATTER_NEWS = "agency_due", "matter", "matter_news"
MONTH, PASSWORD, PASSWORD_AGE, FOLLOWED, DIGEST, JOB = "month", "password", "password_age", "followed", "digest", "job"
KINDS: dict[str, NoticeKind] = {
    kind.value: kind
    for kind in (
        NoticeKind(RETURNED, "退回修改", needs_me=True),
        NoticeKind(DUE_REPORT, "本月应报", needs_me=True),
        NoticeKind(NEXT_STEP, "节点到期", needs_me=True),
        NoticeKind(TICKET_DUE, "诉求时限", needs_me=True),
        NoticeKind(AGENCY_DUE, "代办时限", needs_me=True),
        NoticeKind(PAPERS_DUE, "补交材料", needs_me=True),
        NoticeKind(MATTER, "督办事项", needs_me=True),
        NoticeKind(PASSWORD_AGE, "密码到期", needs_me=True),
        NoticeKind(MONTH, "月结和重开"),
        NoticeKind(PASSWORD, "账号安全"),
        NoticeKind(FOLLOWED, "关注的项目"),
        NoticeKind(MATTER_NEWS, "督办进展"),
        NoticeKind(JOB, "后台任务"),
        NoticeKind(DIGEST, "每日汇总"),
    )
}

SMTP, DINGTALK, WECOM = "smtp", "dingtalk", "wecom"
CHANNELS: dict[str, str] = {SMTP: "电子邮件", DINGTALK: "钉钉群机器人", WECOM: "企业微信群机器人"}
PENDING, SENT, GIVEN_UP = "pending", "sent", "given_up"
DELIVERY_STATES: dict[str, str] = {PENDING: "待发送", SENT: "已发送", GIVEN_UP: "未送达"}
RETRY_MINUTES = (1, 5, 30, 120)
"""Waiting time after each failure; after the last of them it is given up."""
