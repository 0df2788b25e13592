"""系统管理 and one's own logins. The step after the password is public (public_urls.py)."""

from django.urls import path

from projects.administration.views import access, accounts, announcements, lists, own
from projects.administration.views.base import ConsolePage

urlpatterns = [
    path("account/logins/", own.MyLogins.as_view(), name="my_logins"),
    path("account/logins/<int:pk>/end/", own.end_my_login, name="my_login_end"),
    path("account/code/", own.CodeSetup.as_view(), name="code_setup"),
    path("administration/", ConsolePage.as_view(), name="administration"),
    path("administration/accounts/", accounts.AccountList.as_view(), name="account_list"),
    path("administration/accounts/export.xlsx", accounts.AccountFile.as_view(), name="accounts_export"),
    path("administration/accounts/new/", accounts.NewAccount.as_view(), name="account_new"),
    path("administration/accounts/<int:pk>/", accounts.AccountDetail.as_view(), name="account_detail"),
    path("administration/accounts/<int:pk>/edit/", accounts.EditAccount.as_view(), name="account_edit"),
    path("administration/accounts/<int:pk>/reset/", accounts.ResetPassword.as_view(), name="account_reset"),
    path("administration/accounts/<int:pk>/disable/", accounts.DisableAccount.as_view(), name="account_disable"),
    path("administration/accounts/<int:pk>/enable/", accounts.EnableAccount.as_view(), name="account_enable"),
    path("administration/accounts/<int:pk>/unlock/", accounts.unlock, name="account_unlock"),
    path("administration/accounts/<int:pk>/sign-out/", accounts.sign_out_everywhere, name="account_sign_out"),
    path("administration/accounts/<int:pk>/hand-over/", accounts.HandOver.as_view(), name="account_hand_over"),
    path("administration/accounts/<int:pk>/grant/", access.GrantRole.as_view(), name="role_grant"),
    path("administration/accounts/<int:pk>/code/", access.ResetCode.as_view(), name="code_reset"),
    path("administration/tenures/<int:pk>/end/", access.EndTenure.as_view(), name="tenure_end"),
    path("administration/roles/", access.RoleTable.as_view(), name="role_table"),
    path("administration/preview/", access.PreviewStart.as_view(), name="preview_start"),
    path("administration/preview/end/", access.preview_end, name="preview_end"),
    path("administration/units/", lists.UnitList.as_view(), name="unit_list"),
    path("administration/units/export.xlsx", lists.UnitFile.as_view(), name="units_export"),
    path("administration/units/new/", lists.NewUnit.as_view(), name="unit_new"),
    path("administration/units/<int:pk>/edit/", lists.EditUnit.as_view(), name="unit_edit"),
    path("administration/units/<int:pk>/merge/", lists.MergeUnit.as_view(), name="unit_merge"),
    path("administration/codes/", lists.CodeLists.as_view(), name="code_list"),
    path("administration/codes/<slug:list_name>/new/", lists.NewCode.as_view(), name="code_new"),
    path("administration/codes/<int:pk>/edit/", lists.EditCode.as_view(), name="code_edit"),
    path("administration/settings/", lists.SettingList.as_view(), name="setting_list"),
    path("administration/settings/<slug:key>/", lists.ChangeSetting.as_view(), name="setting_change"),
    path("administration/calendar/", lists.WorkdayList.as_view(), name="workday_list"),
    path("administration/calendar/day/", lists.SetWorkday.as_view(), name="workday_set"),
    path("administration/calendar/import/", lists.ImportWorkdays.as_view(), name="workday_import"),
    path("administration/announcements/", announcements.AnnouncementList.as_view(), name="announcements"),
    path("administration/announcements/new/", announcements.NewAnnouncement.as_view(), name="announcement_new"),
    path("administration/announcements/<int:pk>/withdraw/", announcements.announcement_withdraw, name="announcement_withdraw"),
    path("administration/audit/", access.AuditList.as_view(), name="audit_list"),
    path("administration/audit/export.xlsx", access.AuditFile.as_view(), name="audit_export"),
    path("administration/audit/<int:pk>/", access.AuditDetail.as_view(), name="audit_detail"),
]
