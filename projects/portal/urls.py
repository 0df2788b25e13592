"""Addresses of links and of 待分办; those without a login stand in projects/public_urls.py."""

from django.urls import path

from projects.portal import views

urlpatterns = [
    path("tickets/triage/", views.TriageList.as_view(), name="ticket_triage"),
    path("tickets/<int:pk>/link/", views.TicketLinks.as_view(), name="ticket_link"),
    path("tickets/photos/<int:pk>/", views.photo, name="ticket_photo"),
    path("arrivals/<int:pk>/link/", views.ArrivalLinks.as_view(), name="arrival_link"),
    path("links/<int:pk>/revoke/", views.revoke, name="link_revoke"),
]
