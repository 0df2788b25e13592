"""后台任务."""

from django.urls import path

from projects.jobs import views

urlpatterns = [
    path("jobs/", views.JobList.as_view(), name="jobs"),
    path("jobs/<int:pk>/", views.JobPage.as_view(), name="job"),
    path("jobs/<int:pk>/state/", views.job_state, name="job_state"),
    path("jobs/<int:pk>/result/", views.job_result, name="job_result"),
    path("jobs/<int:pk>/cancel/", views.job_cancel, name="job_cancel"),
    path("jobs/schedules/", views.SchedulePage.as_view(), name="schedules"),
    path("jobs/schedules/<int:pk>/run/", views.schedule_run, name="schedule_run"),
]
