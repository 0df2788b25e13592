"""Addresses of 企业诉求."""

from django.urls import path

from projects.services import views

urlpatterns = [
    path("tickets/", views.TicketList.as_view(), name="tickets"),
    path("tickets/new/", views.TicketNew.as_view(), name="ticket_new"),
    path("tickets/<int:pk>/", views.TicketDetail.as_view(), name="ticket"),
    path("tickets/<int:pk>/<slug:kind>/", views.TicketStep.as_view(), name="ticket_step"),
]
