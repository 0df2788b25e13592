"""Who gets what from every address: url name × role × method → status. A person reviews it; nothing here is computed from the code.

C01, C04: an address without a row fails, and so does a row whose address is gone. The scene (scene.py) belongs to 永清镇; POSTs carry
a key and nothing else, so that an opened form answers 200 with its sentences and a bare act 302.
403: the role lacks the function. 404: it has the function, but the row is out of its sight. 405: no such method.
409: the act needs the version of the row, and a key alone carries none.
"""

from dataclasses import dataclass

# One letter a role, in the order of access/choices.py; X is a second 部门填报员, of another unit.
LETTERS: dict[str, str] = {
    "O": "bureau_officer",
    "V": "bureau_verifier",
    "C": "filing_clerk",
    "H": "unit_head",
    "Z": "task_force_liaison",
    "L": "county_leader",
    "D": "delegate",
    "S": "service_officer",
    "P": "park_clerk",
    "I": "inspector",
    "Y": "system_admin",
    "A": "security_admin",
    "U": "audit_admin",
    "X": "other_clerk",
}
# Reached without a login; everything else answers 302 to it.
PUBLIC = {"login", "login_code", "health"} | {
    # Behind a token of their own: without one 401 or 404, whoever is signed in.
    *("display", "display_board", "api_description", "api_figures", "api_figure", "api_cut", "api_nothing")
}


@dataclass(frozen=True)
class Row:
    """`get` and `post`: "status:LETTERS …", `*` for all other roles. `args`: the object of the scene in the address."""

    get: str
    post: str
    args: str = ""

    def expected(self, method: str) -> dict[str, int]:
        """role → status. Raises ValueError when a role is named twice or not at all."""
        found: dict[str, int] = {}
        rest = None
        for part in getattr(self, method).split():
            status, letters = part.split(":")
            if letters == "*":
                rest = int(status)
                continue
            for letter in letters:
                if LETTERS[letter] in found:
                    raise ValueError(f"{letter} twice in {part}")
                found[LETTERS[letter]] = int(status)
        missing = [role for role in LETTERS.values() if role not in found]
        if missing and rest is None:
            raise ValueError(f"no status for {missing}")
        return found | dict.fromkeys(missing, rest or 0)


MATRIX: dict[str, Row] = {
    "login": Row("302:*", "302:*"),
    "login_code": Row("302:*", "302:*"),
    "health": Row("200:*", "405:*"),
    # --- 工作台
    "home": Row("200:*", "405:*"),
    # --- 项目台账和签约
    "project_list": Row("200:*", "405:*"),
    "project_detail": Row("404:SPYAUX 200:*", "405:*", "project"),
    "project_sheet": Row("404:SPYAUX 200:*", "405:*", "project"),
    "project_changes_file": Row("403:YAU 404:SPX 200:*", "403:YAU 405:*", "project"),
    "project_follow": Row("405:*", "404:SPYAUX 302:*", "project"),
    "project_unfollow": Row("405:*", "404:SPYAUX 302:*", "project"),
    "choose_unit": Row("302:*", "405:*"),
    "amount_echo": Row("200:*", "405:*"),
    "enterprise_suggest": Row("403:LIYAU 200:*", "405:*"),
    "signing_new": Row("200:OVCPX 403:*", "200:OVCPX 403:*"),
    "registration_list": Row("200:V 403:*", "405:V 403:*"),
    "registrations_export": Row("200:V 403:*", "405:V 403:*"),
    "paper_new": Row("200:OVC 404:PX 403:*", "200:OVC 404:PX 403:*", "project"),
    "milestone_new": Row("200:OVC 404:PX 403:*", "200:OVC 404:PX 403:*", "project"),
    "plan_new": Row("200:OVC 404:PX 403:*", "200:OVC 404:PX 403:*", "project"),
    "project_end": Row("200:V 403:*", "200:V 403:*", "project"),
    "registration_edit": Row("200:OVC 404:PX 403:*", "200:OVC 404:PX 403:*", "registration"),
    "registration_confirm": Row("405:*", "302:V 403:*", "registration"),
    "registration_return": Row("200:V 403:*", "200:V 403:*", "registration"),
    "project_edit": Row("200:OVC 404:PX 403:*", "200:OVC 404:PX 403:*", "project"),
    "draft_save": Row("405:*", "422:*"),
    "draft_discard": Row("405:*", "302:*"),
    "session_left": Row("200:*", "405:*"),
    "session_keep": Row("405:*", "200:*"),
    "file_stage": Row("405:*", "422:*"),
    "file_unstage": Row("405:*", "404:*"),
    "registration_paper": Row("404:SPYAUX 200:*", "405:*", "registration"),
    # --- 到位资金
    "claims": Row("200:*", "405:*"),
    "claim_new": Row("200:OVCPX 403:*", "200:OVCPX 403:*"),
    "claim_paste": Row("200:OVCPX 403:*", "200:OVCPX 403:*"),
    "verify_queue": Row("200:V 403:*", "405:V 403:*"),
    "claim": Row("404:SPYAUX 200:*", "405:*", "claim"),
    "claim_verify": Row("200:V 403:*", "200:V 403:*", "claim"),
    "verify_clean": Row("200:V 403:*", "200:V 403:*"),
    "verify_effect": Row("200:V 403:*", "405:V 403:*", "claim"),
    "question_answer": Row("405:*", "302:OVC 404:PX 403:*", "question"),
    "claim_return": Row("200:V 403:*", "200:V 403:*", "claim"),
    "claim_edit": Row("200:OVC 404:PX 403:*", "200:OVC 404:PX 403:*", "claim"),
    "claim_evidence": Row("200:OVC 404:PX 403:*", "200:OVC 404:PX 403:*", "claim"),
    "claim_withdraw": Row("405:*", "409:OVC 404:PX 403:*", "claim"),
    "claim_void": Row("200:OVC 404:PX 403:*", "200:OVC 404:PX 403:*", "claim"),
    "arrival_reverse": Row("200:V 403:*", "200:V 403:*", "arrival"),
    "evidence_file": Row("404:SPYAUX 200:*", "405:*", "evidence"),
    "tasks": Row("200:*", "405:*"),
    "task_new": Row("200:OV 403:*", "200:OV 403:*"),
    "task_allocation": Row("200:OV 403:*", "200:OV 403:*"),
    "task_transfer": Row("200:OV 403:*", "200:OV 403:*"),
    "task_plan": Row("200:OV 403:*", "200:OV 403:*", "unit"),
    "months": Row("200:V 403:*", "405:V 403:*"),
    "month_close": Row("200:V 403:*", "200:V 403:*", "month"),
    "arrival_correct": Row("200:V 403:*", "200:V 403:*", "arrival"),
    "month_grid": Row("200:OVCPX 403:*", "200:OVCPX 403:*"),
    "project_basis": Row("200:OVC 404:PX 403:*", "200:OVC 404:PX 403:*", "project"),
    "project_shares": Row("200:OVC 404:PX 403:*", "200:OVC 404:PX 403:*", "project_dimension"),
    "share_paper": Row("404:SPYAUX 200:*", "405:*", "share_paper"),
    "money_plan": Row("200:OVC 404:PX 403:*", "200:OVC 404:PX 403:*", "project"),
    "project_parties": Row("200:OVC 404:PX 403:*", "200:OVC 404:PX 403:*", "project"),
    "investor_change": Row("200:V 403:*", "200:V 403:*", "project"),
    "signing_reverse": Row("200:V 403:*", "200:V 403:*", "signing"),
    "claim_confirm": Row("405:*", "302:H 404:SPYAUX 403:*", "claim"),
    "month_sign_now": Row("302:VLD 403:*", "405:VLD 403:*"),
    "month_sign": Row("200:VLD 403:*", "200:VLD 403:*", "month"),
    "arrival_paper": Row("404:SPYAUX 200:*", "405:*", "arrival_paper"),
    "money_withdraw": Row("200:V 403:*", "200:V 403:*", "project"),
    "month": Row("200:V 403:*", "405:V 403:*", "month"),
    "month_reopen": Row("200:V 403:*", "200:V 403:*", "month"),
    "month_reclose": Row("405:*", "302:V 403:*", "month"),
    "reopening_approve": Row("200:V 403:*", "200:V 403:*", "reopening"),
    "reopening_refuse": Row("200:V 403:*", "200:V 403:*", "reopening"),
    "nil_reports": Row("200:OVCPX 403:*", "405:OVCPX 403:*"),
    "nil_report": Row("405:*", "302:OVC 404:PX 403:*", "month_unit"),
    "sheet_upload": Row("200:OVC 404:PX 403:*", "200:OVC 404:PX 403:*", "month_unit"),
    "sheet_file": Row("404:SZPYAUX 200:*", "405:*", "sheet"),
    "openings": Row("200:V 403:*", "200:V 403:*"),
    "city_recognition": Row("200:*", "405:*"),
    "city_new": Row("200:V 403:*", "200:V 403:*"),
    "carry_over": Row("200:*", "405:*"),
    # --- 大屏和数据接口
    "leader_phone": Row("200:*", "405:*"),
    "screen": Row("200:*", "405:*"),
    "screen_board": Row("200:*", "405:*"),
    "display": Row("404:*", "405:*", "secret"),
    "display_board": Row("404:*", "405:*", "secret"),
    "api_description": Row("401:*", "405:*"),
    "api_figures": Row("401:*", "405:*"),
    "api_figure": Row("401:*", "405:*", "figure"),
    "api_cut": Row("401:*", "405:*", "figure_cut"),
    "api_nothing": Row("401:*", "405:*", "secret"),
    # --- 外部数据
    "external": Row("200:*", "405:*"),
    "external_new": Row("200:OV 403:*", "200:OV 403:*"),
    "external_correct": Row("200:OV 403:*", "200:OV 403:*", "external_figure"),
    "external_original": Row("200:*", "405:*", "external_paper"),
    # --- 招商活动和线索
    "activities": Row("200:*", "405:*"),
    "activity_new": Row("200:OVCZPX 403:*", "200:OVCZPX 403:*"),
    "activity": Row("404:SPYAUX 200:*", "405:*", "activity"),
    "activity_edit": Row("200:OVCZ 404:PX 403:*", "200:OVCZ 404:PX 403:*", "activity"),
    "activity_void": Row("200:OVCZ 404:PX 403:*", "200:OVCZ 404:PX 403:*", "activity"),
    "leads": Row("200:*", "405:*"),
    "lead_new": Row("200:OVCZPX 403:*", "200:OVCZPX 403:*"),
    "lead": Row("404:SPYAUX 200:*", "405:*", "lead"),
    "lead_edit": Row("200:OVCZ 404:PX 403:*", "200:OVCZ 404:PX 403:*", "lead"),
    "lead_void": Row("200:OVCZ 404:PX 403:*", "200:OVCZ 404:PX 403:*", "lead"),
    # --- 企业诉求
    "tickets": Row("200:*", "405:*"),
    "ticket_new": Row("403:LDIYAU 200:*", "403:LDIYAU 200:*"),
    "ticket": Row("404:ZPYAUX 200:*", "405:*", "ticket"),
    "ticket_step": Row("200:CHS 404:PX 403:*", "200:CHS 404:PX 403:*", "ticket_step"),
    # --- 帮办代办
    "agency": Row("200:*", "405:*"),
    "agency_new": Row("200:OVS 403:*", "200:OVS 403:*"),
    "agency_item": Row("404:PYAUX 200:*", "405:*", "agency_item"),
    "agency_letter": Row("404:PYAUX 200:*", "405:*", "agency_item"),
    "agency_step": Row("200:OVSCH 404:PX 403:*", "200:OVSCH 404:PX 403:*", "agency_step"),
    "agency_project": Row("404:PYAUX 200:*", "405:*", "project"),
    "agency_generate": Row("405:*", "302:OVS 403:*", "project"),
    "agency_entrust": Row("200:OVS 403:*", "200:OVS 403:*", "project"),
    "agency_steward": Row("200:OVS 403:*", "200:OVS 403:*", "project"),
    "agency_templates": Row("200:*", "405:*"),
    "agency_template_new": Row("200:OVS 403:*", "200:OVS 403:*"),
    "agency_template_edit": Row("200:OVS 403:*", "200:OVS 403:*", "item_template"),
    "agency_install": Row("405:*", "302:OVS 403:*"),
    "agency_export": Row("403:YAU 200:*", "403:YAU 405:*"),
    # --- 要素保障
    "elements": Row("200:*", "405:*"),
    "elements_export": Row("403:YAU 200:*", "403:YAU 405:*"),
    "elements_project": Row("404:PYAUX 200:*", "405:*", "project"),
    "elements_start": Row("405:*", "302:OVCHS 404:PX 403:*", "project"),
    "element": Row("404:PYAUX 200:*", "405:*", "element"),
    "element_edit": Row("200:OVCHS 404:PX 403:*", "200:OVCHS 404:PX 403:*", "element"),
    "element_ticket": Row("200:OVCHZS 404:PX 403:*", "200:OVCHZS 404:PX 403:*", "element"),
    # --- 包抓联、走访、座谈对接
    "pairs": Row("200:*", "405:*"),
    "pairs_export": Row("403:YAU 200:*", "403:YAU 405:*"),
    "pair_new": Row("200:OVS 403:*", "200:OVS 403:*"),
    "pair_edit": Row("200:OVS 403:*", "200:OVS 403:*", "pair"),
    "pairs_fill": Row("405:*", "302:OVS 403:*"),
    "visits": Row("200:*", "405:*"),
    "visits_export": Row("403:YAU 200:*", "403:YAU 405:*"),
    "visit_new": Row("403:LIYAU 200:*", "403:LIYAU 200:*"),
    "visit": Row("404:PYAUX 200:*", "405:*", "visit"),
    "visit_reverse": Row("403:LIYAU 404:PX 200:*", "403:LIYAU 404:PX 200:*", "visit"),
    "visit_ticket": Row("403:LDIYAU 404:PX 200:*", "403:LDIYAU 404:PX 200:*", "visit"),
    "meetings": Row("200:*", "405:*"),
    "meetings_export": Row("403:YAU 200:*", "403:YAU 405:*"),
    "meeting_new": Row("403:LIYAU 200:*", "403:LIYAU 200:*"),
    "meeting": Row("200:*", "405:*", "meeting"),
    "meeting_edit": Row("403:LIYAU 200:*", "403:LIYAU 200:*", "meeting"),
    "meeting_void": Row("403:LIYAU 200:*", "403:LIYAU 200:*", "meeting"),
    "meeting_ticket": Row("403:LDIYAU 200:*", "403:LDIYAU 200:*", "meeting"),
    # --- 驾驶舱、口径、报表
    "cockpit": Row("200:*", "405:*"),
    "figure_meaning": Row("200:*", "405:*", "figure"),
    "figure_rows": Row("200:*", "405:*", "figure"),
    "figure_compare": Row("200:*", "405:*", "figure"),
    "data_check": Row("200:*", "405:*"),
    "data_check_answer": Row("200:OVC 404:SPX 403:*", "200:OVC 404:SPX 403:*", "finding"),
    "ranking": Row("200:*", "405:*"),
    "ranking_gap": Row("200:*", "405:*", "unit"),
    "ranking_scores": Row("200:*", "405:*"),
    "ranking_rule": Row("200:OV 403:*", "200:OV 403:*"),
    "ranking_entry": Row("200:OV 403:*", "200:OV 403:*"),
    "ranking_entry_reverse": Row("200:OV 403:*", "200:OV 403:*", "score_entry"),
    "score_paper": Row("404:ZSPYAUX 200:*", "405:*", "score_paper"),
    "ranking_issue": Row("200:V 403:*", "200:V 403:*"),
    "ranking_lights": Row("200:*", "405:*"),
    "ranking_lights_sheet": Row("200:*", "405:*"),
    "lights_file": Row("403:YAU 200:*", "403:YAU 405:*"),
    "tasks_report": Row("200:*", "405:*"),
    "tasks_report_file": Row("403:YAU 200:*", "403:YAU 405:*"),
    "leader_sheets": Row("200:OVLD 403:*", "405:OVLD 403:*"),
    "leader_sheets_all": Row("200:OVLD 403:*", "405:OVLD 403:*"),
    "leader_sheets_issue": Row("405:*", "302:OV 403:*"),
    "leader_sheet": Row("200:OVLD 403:*", "405:OVLD 403:*", "leader"),
    "leader_sheet_issue": Row("405:*", "302:OVLD 404:*", "leader"),
    "weekly": Row("200:OVLDI 403:*", "405:OVLDI 403:*"),
    "ranking_report_file": Row("403:YAU 200:*", "403:YAU 405:*"),
    "kinds_file": Row("403:YAU 200:*", "403:YAU 405:*"),
    "allocation_file": Row("403:YAU 200:*", "403:YAU 405:*"),
    # --- lists: saved views, columns, workbooks
    "project_export": Row("403:YAU 200:*", "403:YAU 405:*"),
    "project_departments": Row("302:OVCPX 403:*", "200:OVCPX 403:*"),
    "claims_export": Row("403:YAU 200:*", "403:YAU 405:*"),
    "tickets_export": Row("403:YAU 200:*", "403:YAU 405:*"),
    "activities_export": Row("403:YAU 200:*", "403:YAU 405:*"),
    "leads_export": Row("403:YAU 200:*", "403:YAU 405:*"),
    "search": Row("200:*", "405:*"),
    "view_save": Row("405:*", "302:*", "list"),
    "columns": Row("200:*", "302:*", "list"),
    "view_delete": Row("405:*", "302:C 404:*", "view"),
    "view_default": Row("405:*", "302:C 404:*", "view"),
    "choose_density": Row("302:*", "405:*"),
    # --- 站内消息
    "notices": Row("200:*", "405:*"),
    "notices_read": Row("405:*", "302:*"),
    "notice_open": Row("302:C 404:*", "302:C 404:*", "notice"),
    "deliveries": Row("200:Y 403:*", "405:Y 403:*"),
    # --- 后台任务
    "jobs": Row("200:*", "405:*"),
    "job": Row("200:C 404:*", "405:*", "job"),
    "job_state": Row("200:C 404:*", "405:*", "job"),
    "job_result": Row("200:C 404:*", "405:*", "job"),
    "job_cancel": Row("405:*", "302:C 404:*", "job"),
    "schedules": Row("200:Y 403:*", "405:Y 403:*"),
    "schedule_run": Row("405:*", "302:Y 403:*", "schedule"),
    # --- 自己的账号
    "my_logins": Row("200:*", "405:*"),
    "my_login_end": Row("405:*", "302:C 404:*", "login"),
    "code_setup": Row("200:*", "200:*"),
    # --- 系统管理
    "administration": Row("200:YAU 403:*", "405:YAU 403:*"),
    "accounts_export": Row("200:YA 403:*", "405:YA 403:*"),
    "units_export": Row("200:Y 403:*", "405:Y 403:*"),
    "audit_export": Row("200:U 403:*", "405:U 403:*"),
    "account_list": Row("200:YA 403:*", "405:YA 403:*"),
    "account_new": Row("200:Y 403:*", "200:Y 403:*"),
    "account_detail": Row("200:YA 403:*", "405:YA 403:*", "account"),
    "account_edit": Row("200:Y 403:*", "200:Y 403:*", "account"),
    "account_reset": Row("200:Y 403:*", "200:Y 403:*", "account"),
    "account_disable": Row("200:Y 403:*", "200:Y 403:*", "account"),
    "account_enable": Row("200:Y 403:*", "200:Y 403:*", "account"),
    "account_unlock": Row("405:*", "302:Y 403:*", "account"),
    "account_sign_out": Row("405:*", "302:Y 403:*", "account"),
    "account_hand_over": Row("200:Y 403:*", "200:Y 403:*", "account"),
    "role_grant": Row("200:A 403:*", "200:A 403:*", "account"),
    "code_reset": Row("200:A 403:*", "200:A 403:*", "account"),
    "tenure_end": Row("200:A 403:*", "200:A 403:*", "tenure"),
    "token_list": Row("200:A 403:*", "405:A 403:*"),
    "token_new": Row("200:A 403:*", "200:A 403:*"),
    "token_revoke": Row("405:*", "302:A 403:*", "token"),
    "role_table": Row("200:A 403:*", "405:A 403:*"),
    "preview_start": Row("200:A 403:*", "200:A 403:*"),
    "preview_end": Row("405:*", "302:*"),
    "unit_list": Row("200:Y 403:*", "405:Y 403:*"),
    "unit_new": Row("200:Y 403:*", "200:Y 403:*"),
    "unit_edit": Row("200:Y 403:*", "200:Y 403:*", "unit"),
    "unit_merge": Row("200:Y 403:*", "200:Y 403:*", "unit"),
    "code_list": Row("200:Y 403:*", "405:Y 403:*"),
    "code_new": Row("200:Y 403:*", "200:Y 403:*", "code_list"),
    "code_edit": Row("200:Y 403:*", "200:Y 403:*", "code"),
    "setting_list": Row("200:YA 403:*", "405:YA 403:*"),
    "setting_change": Row("200:Y 403:*", "200:Y 403:*", "setting"),
    "announcements": Row("200:Y 403:*", "405:Y 403:*"),
    "announcement_new": Row("200:Y 403:*", "200:Y 403:*"),
    "announcement_withdraw": Row("405:*", "302:Y 403:*", "announcement"),
    "workday_list": Row("200:Y 403:*", "405:Y 403:*"),
    "workday_set": Row("200:Y 403:*", "200:Y 403:*"),
    "workday_import": Row("200:Y 403:*", "200:Y 403:*"),
    "audit_list": Row("200:U 403:*", "405:U 403:*"),
    "audit_detail": Row("200:U 403:*", "405:U 403:*", "entry"),
    "logout": Row("405:*", "302:*"),
    "password_change": Row("200:*", "200:*"),
    "help": Row("200:*", "405:*"),
    "gallery": Row("200:*", "405:*"),
}
