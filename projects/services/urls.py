"""Addresses of 企业诉求."""

from django.urls import path

from projects.services import views

urlpatterns = [
    path("tickets/", views.TicketList.as_view(), name="tickets"),
    path("tickets/new/", views.TicketNew.as_view(), name="ticket_new"),
    path("tickets/replies/", views.ReplyList.as_view(), name="ticket_replies"),
    path("tickets/replies/new/", views.ReplyNew.as_view(), name="ticket_reply_new"),
    path("tickets/replies/<int:pk>/", views.ReplyEdit.as_view(), name="ticket_reply_edit"),
    path("tickets/links/<int:pk>/remove/", views.ticket_unlink, name="ticket_unlink"),
    path("tickets/<int:pk>/relate/", views.TicketLinkNew.as_view(), name="ticket_relate"),
    path("tickets/<int:pk>/", views.TicketDetail.as_view(), name="ticket"),
    path("tickets/<int:pk>/<slug:kind>/", views.TicketStep.as_view(), name="ticket_step"),
]
