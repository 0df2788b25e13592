"""已核实: somebody looked at a finding and says why it stands."""

from projects.access.choices import EDIT_PROJECT, RUN_TICKET, VERIFY_CLAIM
from projects.access.permissions import require
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import Refused
from projects.funding.models import CheckAnswer
from projects.health.queries import finding_of
from projects.organisations.models import User

LONGEST = 300


@action("answer_check")
def answer_check(*, by: User, code: str, target: str, reason: str) -> CheckAnswer:
    """Of a row that the person sees and the check finds today. A later answer takes the earlier one's place; both leave an Entry."""
    require(by, EDIT_PROJECT, VERIFY_CLAIM, RUN_TICKET)
    said = reason.strip()
    if not said:
        raise Refused("请写一句核实说明，例如“合同分两期，二期另签”", field="reason")
    if len(said) > LONGEST:
        raise Refused(f"核实说明最多{LONGEST}个字，现在是{len(said)}个，请缩短", field="reason")
    if finding_of(by, code, target) is None:
        raise Refused("这一项已不在体检清单中（可能刚被改正），请刷新页面查看")
    answer, _ = CheckAnswer.objects.update_or_create(
        county_id=by.county_id,
        check_code=code,
        target=target,
        defaults={"reason": said, "answered_at": clock.now(), "answered_by": by},
    )
    return answer
