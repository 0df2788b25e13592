"""The site with 数据体检, wherever the site itself keeps it."""

from django.urls import include, path

from qingshui.urls import urlpatterns as site

urlpatterns = [path("", include("projects.health.urls")), *site]
