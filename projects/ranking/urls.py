"""任务排名."""

from django.urls import path

from projects.ranking.views import gap, standings

urlpatterns = [
    path("tasks/ranking/", standings.StandingsPage.as_view(), name="ranking"),
    path("tasks/ranking/lights/", standings.LightsPage.as_view(), name="ranking_lights"),
    path("tasks/ranking/units/<int:pk>/", gap.GapPage.as_view(), name="ranking_gap"),
]
