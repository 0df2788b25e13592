"""工作台, 项目台账, 一项目一档, 搜索, and what every list has."""

from django.urls import path

from projects.ledger.views import desk, display, lists, project, projects, search

urlpatterns = [
    path("", desk.DeskPage.as_view(), name="home"),
    path("projects/", projects.LedgerPage.as_view(), name="project_list"),
    path("projects/export.xlsx", projects.LedgerFile.as_view(), name="project_export"),
    path("projects/departments/", projects.DepartmentBatch.as_view(), name="project_departments"),
    path("projects/chase/", projects.ChaseBatch.as_view(), name="project_chase"),
    path("projects/<int:pk>/", project.ProjectPage.as_view(), name="project_detail"),
    path("projects/<int:pk>/sheet/", project.ProjectSheet.as_view(), name="project_sheet"),
    path("projects/<int:pk>/changes.xlsx", project.ProjectChangesFile.as_view(), name="project_changes_file"),
    path("projects/<int:pk>/follow/", project.follow, name="project_follow"),
    path("projects/<int:pk>/unfollow/", project.unfollow, name="project_unfollow"),
    path("claims/export.xlsx", lists.ClaimFile.as_view(), name="claims_export"),
    path("supervision/export.xlsx", lists.MatterFile.as_view(), name="matters_export"),
    path("tickets/replies/export.xlsx", lists.ReplyFile.as_view(), name="replies_export"),
    path("tickets/export.xlsx", lists.TicketFile.as_view(), name="tickets_export"),
    path("activities/export.xlsx", lists.ActivityFile.as_view(), name="activities_export"),
    path("honours/export.xlsx", lists.HonourFile.as_view(), name="honours_export"),
    path("leads/export.xlsx", lists.LeadFile.as_view(), name="leads_export"),
    path("agency/export.xlsx", lists.AgencyFile.as_view(), name="agency_export"),
    path("elements/export.xlsx", lists.ElementFile.as_view(), name="elements_export"),
    path("visits/export.xlsx", lists.VisitFile.as_view(), name="visits_export"),
    path("visits/pairs/export.xlsx", lists.PairFile.as_view(), name="pairs_export"),
    path("visits/meetings/export.xlsx", lists.MeetingFile.as_view(), name="meetings_export"),
    path("search/", search.SearchPage.as_view(), name="search"),
    path("lists/<slug:list_name>/views/", lists.view_save, name="view_save"),
    path("lists/<slug:list_name>/columns/", lists.ColumnsPage.as_view(), name="columns"),
    path("views/<int:pk>/delete/", lists.view_delete, name="view_delete"),
    path("views/<int:pk>/default/", lists.view_default, name="view_default"),
    path("preferences/unit/", display.choose_unit, name="choose_unit"),
    path("preferences/density/", lists.choose_density, name="choose_density"),
    path("echo/amount/", display.amount_echo, name="amount_echo"),
]
