"""Addresses of 数据体检."""

from django.urls import path

from projects.health import views

urlpatterns = [
    path("checks/", views.HealthPage.as_view(), name="data_check"),
    path("checks/<slug:code>/<str:target>/", views.AnswerPage.as_view(), name="data_check_answer"),
]
