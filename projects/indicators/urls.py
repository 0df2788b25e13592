"""Every figure opens its rows and its 口径."""

from django.urls import path

from projects.indicators import views
from projects.indicators.comparing import ComparePage

urlpatterns = [
    path("figures/<slug:slug>/", views.MeaningPage.as_view(), name="figure_meaning"),
    path("figures/<slug:slug>/rows/", views.RowsPage.as_view(), name="figure_rows"),
    path("figures/<slug:slug>/compare/", ComparePage.as_view(), name="figure_compare"),
]
