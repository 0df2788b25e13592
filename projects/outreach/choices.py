"""Words of outreach: kinds of activities, sources and states of leads."""

OUTBOUND, INBOUND, PROMOTION, CEREMONY = "走出去", "请进来", "座谈推介", "签约活动"
ACTIVITY_KINDS = (OUTBOUND, INBOUND, PROMOTION, CEREMONY)
"""招商活动 are counted by kind (次); only 走出去 answers the task 外出招商."""

LEAD_SOURCES = ("外出招商", "企业推荐", "商会协会推荐", "在外人士推荐", "上级推送", "节会洽谈", "网络和来电", "其他")

SIFTING, FOLLOWED, TURNED, GIVEN_UP = "待研判", "跟进中", "已转项目", "已终止"
LEAD_STATES = (SIFTING, FOLLOWED, TURNED, GIVEN_UP)
