"""The site with the page of comparison, wherever the site itself keeps it."""

from django.urls import path

from projects.indicators.comparing import ComparePage
from qingshui.urls import urlpatterns as site

urlpatterns = [path("figures/<slug:slug>/compare/", ComparePage.as_view(), name="figure_compare"), *site]
