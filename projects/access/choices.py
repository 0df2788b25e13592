"""Roles and what each may do. One table; pages ask `can()`, row rights stand in each area's access.py."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    value: str
    label: str
    may: frozenset[str]
    sees_whole_county: bool = False


# Functions (what a role can do), in the order of the manual.
REGISTER_SIGNING = "register_signing"
CONFIRM_SIGNING = "confirm_signing"
EDIT_PROJECT = "edit_project"
REACH_MILESTONE = "reach_milestone"
FILE_CLAIM = "file_claim"
VERIFY_CLAIM = "verify_claim"
REVERSE_ARRIVAL = "reverse_arrival"
SET_TASK = "set_task"
RECORD_OUTREACH = "record_outreach"
SEE_LEADERS = "see_leaders"
RECORD_EXTERNAL = "record_external"
CLOSE_MONTH = "close_month"
OPEN_TICKET = "open_ticket"
RUN_TICKET = "run_ticket"
HANDLE_TICKET = "handle_ticket"
SEE_CONFIDENTIAL = "see_confidential"
RUN_AGENCY = "run_agency"
KEEP_ELEMENTS = "keep_elements"
RECORD_VISIT = "record_visit"
SET_PAIRS = "set_pairs"
CHASE = "chase"
SUPERVISE = "supervise"
INSTRUCT = "instruct"
HANDLE_MATTER = "handle_matter"
EXPORT = "export"
MANAGE_ACCOUNTS = "manage_accounts"
MANAGE_ACCESS = "manage_access"
READ_AUDIT = "read_audit"

_SIGNING = {REGISTER_SIGNING, EDIT_PROJECT, REACH_MILESTONE, FILE_CLAIM, RECORD_OUTREACH, HANDLE_MATTER, EXPORT}
_FILING = _SIGNING | {OPEN_TICKET, HANDLE_TICKET, KEEP_ELEMENTS, RECORD_VISIT}
_ORDERING = {CHASE, SUPERVISE}
_BUREAU = (
    _SIGNING | _ORDERING | {SET_TASK, SEE_LEADERS, RECORD_EXTERNAL, OPEN_TICKET, RUN_AGENCY, KEEP_ELEMENTS, RECORD_VISIT, SET_PAIRS}
)
_SERVING = {
    OPEN_TICKET,
    RUN_TICKET,
    SEE_CONFIDENTIAL,
    RUN_AGENCY,
    KEEP_ELEMENTS,
    RECORD_VISIT,
    SET_PAIRS,
    CHASE,
    HANDLE_MATTER,
    EXPORT,
}

ROLES: tuple[Role, ...] = (
    Role("bureau_officer", "招商局经办", frozenset(_BUREAU), sees_whole_county=True),
    Role(
        "bureau_verifier",
        "招商局审核",
        frozenset(_BUREAU | {CONFIRM_SIGNING, VERIFY_CLAIM, REVERSE_ARRIVAL, CLOSE_MONTH}),
        sees_whole_county=True,
    ),
    Role("filing_clerk", "部门填报员", frozenset(_FILING)),
    Role("unit_head", "部门负责人", frozenset({EXPORT, OPEN_TICKET, HANDLE_TICKET, HANDLE_MATTER, KEEP_ELEMENTS, RECORD_VISIT})),
    Role("task_force_liaison", "专班联络员", frozenset({EXPORT, OPEN_TICKET, RECORD_OUTREACH, HANDLE_MATTER, RECORD_VISIT})),
    Role("county_leader", "县级领导", frozenset({EXPORT, SEE_CONFIDENTIAL, CHASE, INSTRUCT}), sees_whole_county=True),
    Role("delegate", "领导联络员", frozenset({EXPORT, SEE_CONFIDENTIAL, CHASE, INSTRUCT, RECORD_VISIT}), sees_whole_county=True),
    Role("service_officer", "服务专员", frozenset(_SERVING)),
    Role("park_clerk", "园区管委会", frozenset(_FILING)),
    Role("inspector", "督查室", frozenset({EXPORT, SEE_CONFIDENTIAL, CHASE, SUPERVISE}), sees_whole_county=True),
    Role("system_admin", "系统管理员", frozenset({MANAGE_ACCOUNTS})),
    Role("security_admin", "安全管理员", frozenset({MANAGE_ACCESS})),
    Role("audit_admin", "审计管理员", frozenset({READ_AUDIT})),
)
DELEGATE = "delegate"
BY_VALUE = {role.value: role for role in ROLES}
# One person holds at most one of the three (GB/T 22239: administrators are kept apart).
ADMIN_ROLES = ("system_admin", "security_admin", "audit_admin")
