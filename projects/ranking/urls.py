"""任务排名."""

from django.urls import path

from projects.ranking.views import standings

urlpatterns = [
    path("tasks/ranking/", standings.StandingsPage.as_view(), name="ranking"),
    path("tasks/ranking/lights/", standings.LightsPage.as_view(), name="ranking_lights"),
]
