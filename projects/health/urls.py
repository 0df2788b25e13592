"""Addresses of 数据体检."""

from django.urls import path

from projects.health import views

urlpatterns = [
    path("health/", views.HealthPage.as_view(), name="health"),
    path("health/<slug:code>/<str:target>/", views.AnswerPage.as_view(), name="health_answer"),
]
