"""工作台, 项目台账, 一项目一档."""

from django.urls import path

from projects.ledger.views import desk, display, projects

urlpatterns = [
    path("", desk.DeskPage.as_view(), name="home"),
    path("projects/", projects.LedgerPage.as_view(), name="project_list"),
    path("projects/<int:pk>/", projects.ProjectPage.as_view(), name="project_detail"),
    path("display/unit/", display.choose_unit, name="choose_unit"),
    path("echo/amount/", display.amount_echo, name="amount_echo"),
]
