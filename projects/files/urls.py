"""Files that wait for their form."""

from django.urls import path

from projects.files import views

urlpatterns = [
    path("files/stage/", views.stage, name="file_stage"),
    path("files/unstage/", views.unstage, name="file_unstage"),
]
