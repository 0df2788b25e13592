"""Addresses of 督查督办."""

from django.urls import path

from projects.supervision.views import acts, matters

urlpatterns = [
    path("supervision/", matters.MatterList.as_view(), name="matters"),
    path("supervision/new/<str:kind>/", acts.MatterNew.as_view(), name="matter_new"),
    path("supervision/<int:pk>/", matters.MatterDetail.as_view(), name="matter"),
    path("supervision/<int:pk>/sheet/<str:level>/", matters.MatterSheet.as_view(), name="matter_sheet"),
    path("supervision/<int:pk>/<str:kind>/", acts.MatterStepPage.as_view(), name="matter_step"),
    path("supervision/papers/<int:pk>/", matters.matter_paper, name="matter_paper"),
]
