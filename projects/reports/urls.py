"""统计报表."""

from django.urls import path

from projects.reports.views import office, tables

urlpatterns = [
    path("lists/<slug:list_name>/export/", tables.list_export, name="list_export"),
    path("reports/tasks/", tables.TaskTablePage.as_view(), name="tasks_report"),
    path("reports/tasks/file/", tables.TaskTableFile.as_view(), name="tasks_report_file"),
    path("reports/ranking/file/", tables.RankingFile.as_view(), name="ranking_report_file"),
    path("reports/lights/file/", tables.TaskTableFile.as_view(slug="lights"), name="lights_file"),
    path("reports/kinds/file/", tables.TaskTableFile.as_view(slug="kinds"), name="kinds_file"),
    path("reports/allocation/file/", tables.TaskTableFile.as_view(slug="allocation"), name="allocation_file"),
    path("reports/sheets/", office.SheetList.as_view(), name="leader_sheets"),
    path("reports/sheets/all/", office.AllSheets.as_view(), name="leader_sheets_all"),
    path("reports/sheets/all/issue/", office.issue_all, name="leader_sheets_issue"),
    path("reports/sheets/<int:pk>/", office.SheetPage.as_view(), name="leader_sheet"),
    path("reports/sheets/<int:pk>/issue/", office.issue_one, name="leader_sheet_issue"),
    path("reports/weekly/", office.WeeklyPage.as_view(), name="weekly"),
    path("tickets/figures/", tables.TicketFigures.as_view(), name="tickets_report"),
    path("tickets/figures/file/", tables.TicketFile.as_view(), name="tickets_report_file"),
    path("tickets/figures/overdue/file/", tables.TicketFile.as_view(slug="tickets-overdue"), name="tickets_overdue_file"),
]
