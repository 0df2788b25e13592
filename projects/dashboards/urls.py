"""驾驶舱."""

from django.urls import path

from projects.dashboards import views

urlpatterns = [path("cockpit/", views.CockpitPage.as_view(), name="cockpit")]
