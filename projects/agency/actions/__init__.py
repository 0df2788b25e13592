"""帮办代办: templates, a project's list, and the course of one item."""

from projects.agency.actions.course import (
    accept_agency_item,
    apply_agency_item,
    finish_agency_item,
    rate_agency_item,
    reassign_agency_item,
    receive_papers,
    send_back_agency_item,
    tell_papers,
    withdraw_agency_item,
)
from projects.agency.actions.items import (
    entrust_agency_items,
    list_agency_items,
    name_steward,
    open_agency_item,
)
from projects.agency.actions.templates import install_agency_templates, set_agency_template

__all__ = [
    "accept_agency_item",
    "apply_agency_item",
    "entrust_agency_items",
    "finish_agency_item",
    "install_agency_templates",
    "list_agency_items",
    "name_steward",
    "open_agency_item",
    "rate_agency_item",
    "reassign_agency_item",
    "receive_papers",
    "send_back_agency_item",
    "set_agency_template",
    "tell_papers",
    "withdraw_agency_item",
]
