"""Words of outreach: kinds of activities, sources and states of leads, kinds of honours."""

OUTBOUND, INBOUND, PROMOTION, CEREMONY = "走出去", "请进来", "座谈推介", "签约活动"
ACTIVITY_KINDS = (OUTBOUND, INBOUND, PROMOTION, CEREMONY)
"""招商活动 are counted by kind (次); only 走出去 answers the task 外出招商."""

LEAD_SOURCES = ("外出招商", "企业推荐", "商会协会推荐", "在外人士推荐", "上级推送", "节会洽谈", "网络和来电", "其他")

SIFTING, FOLLOWED, TURNED, GIVEN_UP = "待研判", "跟进中", "已转项目", "已终止"
LEAD_STATES = (SIFTING, FOLLOWED, TURNED, GIVEN_UP)

ABOVE_SCALE, TECH_CENTRE, INNOVATIVE, SPECIALISED = "规上工业企业", "省级企业技术创新中心", "省级创新型企业", "专精特新企业"
UPGRADES = (ABOVE_SCALE, TECH_CENTRE, INNOVATIVE, SPECIALISED)
"""Steps up of an enterprise, counted in 户."""
REWARD, ASSET = "奖励资金", "资产荣誉"
HONOUR_KINDS = (*UPGRADES, REWARD, ASSET)
"""资产荣誉 is of a thing (an industrial heritage), not of a firm; 奖励资金 has an amount."""
