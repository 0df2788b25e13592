"""登记节点, where the money is known: 完成投资 is held against the counted arrivals."""

from projects.funding.actions.invested import reach_invested
from projects.signing.forms import MilestoneForm
from projects.signing.models import Milestone
from projects.signing.stages import INVESTED
from projects.signing.views import MilestonePage


class FundedMilestonePage(MilestonePage):
    def save(self, form: MilestoneForm) -> Milestone:
        values = dict(form.cleaned_data)
        if values["kind"] != INVESTED:
            return super().save(form)
        del values["kind"]
        return reach_invested(by=self.user, project=self.project, **values)
