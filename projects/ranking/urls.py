"""任务排名."""

from django.urls import path

from projects.ranking.views import gap, scores, standings

urlpatterns = [
    path("tasks/ranking/", standings.StandingsPage.as_view(), name="ranking"),
    path("tasks/ranking/lights/", standings.LightsPage.as_view(), name="ranking_lights"),
    path("tasks/ranking/lights/sheet/", standings.LightsSheet.as_view(), name="ranking_lights_sheet"),
    path("tasks/ranking/units/<int:pk>/", gap.GapPage.as_view(), name="ranking_gap"),
    path("tasks/ranking/scores/", scores.ScoresPage.as_view(), name="ranking_scores"),
    path("tasks/ranking/scores/rule/", scores.NewRule.as_view(), name="ranking_rule"),
    path("tasks/ranking/scores/entries/new/", scores.NewEntry.as_view(), name="ranking_entry"),
    path("tasks/ranking/scores/entries/<int:pk>/reverse/", scores.ReverseEntry.as_view(), name="ranking_entry_reverse"),
    path("tasks/ranking/scores/papers/<int:pk>/", scores.score_paper, name="score_paper"),
    path("tasks/ranking/scores/issue/", scores.IssueScores.as_view(), name="ranking_issue"),
]
