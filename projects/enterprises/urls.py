"""企业."""

from django.urls import path

from projects.enterprises import views

urlpatterns = [path("enterprises/suggest/", views.enterprise_suggest, name="enterprise_suggest")]
