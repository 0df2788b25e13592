"""统计报表."""

from django.urls import path

from projects.reports import views

urlpatterns = [
    path("reports/tasks/", views.TaskTablePage.as_view(), name="tasks_report"),
    path("reports/tasks/file/", views.TaskTableFile.as_view(), name="tasks_report_file"),
    path("reports/ranking/file/", views.RankingFile.as_view(), name="ranking_report_file"),
    path("reports/lights/file/", views.TaskTableFile.as_view(slug="lights"), name="lights_file"),
    path("reports/kinds/file/", views.TaskTableFile.as_view(slug="kinds"), name="kinds_file"),
    path("reports/allocation/file/", views.TaskTableFile.as_view(slug="allocation"), name="allocation_file"),
]
