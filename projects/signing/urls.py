"""Signing stands under 项目台账."""

from django.urls import path

from projects.signing import views

urlpatterns = [
    path("projects/new/", views.RegisterPage.as_view(), name="signing_new"),
    path("projects/waiting/", views.WaitingPage.as_view(), name="registration_list"),
    path("projects/waiting/export.xlsx", views.WaitingFile.as_view(), name="registrations_export"),
    path("projects/<int:pk>/papers/new/", views.PaperPage.as_view(), name="paper_new"),
    path("projects/<int:pk>/plans/new/", views.PlanPage.as_view(), name="plan_new"),
    path("projects/<int:pk>/end/", views.EndPage.as_view(), name="project_end"),
    path("projects/registrations/<int:pk>/edit/", views.EditRegistrationPage.as_view(), name="registration_edit"),
    path("projects/registrations/<int:pk>/confirm/", views.confirm, name="registration_confirm"),
    path("projects/registrations/<int:pk>/return/", views.ReturnPage.as_view(), name="registration_return"),
    path("projects/registrations/<int:pk>/paper/", views.paper_file, name="registration_paper"),
]
