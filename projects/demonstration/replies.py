"""常用答复 of the county, as a service officer would have kept them."""

from functools import partial

from projects.demonstration.rows import BUSINESS_DAY
from projects.demonstration.stage import Stage
from projects.demonstration.timeline import moment
from projects.services.actions import keep_reply

REPLIES = (
    ("已对接银行", "done", "已协调银行与企业对接，授信手续正在办理，企业认可。"),
    ("政策解释", "done", "已向企业说明现行政策依据和办理条件，企业表示理解。"),
    ("材料不齐", "progress", "已一次性告知企业需补充的材料，待补齐后继续办理。"),
    ("不属受理范围", "refuse", "所反映事项不属于涉企诉求受理范围，已告知企业办理途径。"),
    ("电话回访", "call", "电话回访企业负责人，对办理结果表示满意。"),
)


def schedule(stage: Stage) -> None:
    for number, (title, step, text) in enumerate(REPLIES):
        starts_on = BUSINESS_DAY.replace(month=1, day=2)
        keep = partial(keep_reply, by=stage.people["fuwu"], title=title, text=text, step=step, starts_on=starts_on)
        stage.timeline.add(moment(starts_on, 9, number), keep)
