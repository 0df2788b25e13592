"""The sentence of 已核实."""

from projects.core.forms import HouseForm, TextField


class AnswerForm(HouseForm):
    reason = TextField(label="核实说明", max_length=300, rows=3, help_text="写明已核实的情况，例如“合同分两期，二期另签”")
