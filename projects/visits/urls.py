"""Addresses of 包抓联, 走访 and 座谈对接."""

from django.urls import path

from projects.visits.views import meetings, pairs, visits

urlpatterns = [
    path("visits/", visits.VisitList.as_view(), name="visits"),
    path("visits/new/", visits.VisitNew.as_view(), name="visit_new"),
    path("visits/<int:pk>/", visits.VisitPage.as_view(), name="visit"),
    path("visits/<int:pk>/reverse/", visits.VisitReverse.as_view(), name="visit_reverse"),
    path("visits/<int:pk>/ticket/", visits.VisitTicketNew.as_view(), name="visit_ticket"),
    path("visits/pairs/", pairs.PairList.as_view(), name="pairs"),
    path("visits/pairs/new/", pairs.PairNew.as_view(), name="pair_new"),
    path("visits/pairs/fill/", pairs.fill, name="pairs_fill"),
    path("visits/pairs/<int:pk>/", pairs.PairEdit.as_view(), name="pair_edit"),
    path("visits/meetings/", meetings.MeetingList.as_view(), name="meetings"),
    path("visits/meetings/new/", meetings.MeetingNew.as_view(), name="meeting_new"),
    path("visits/meetings/<int:pk>/", meetings.MeetingPage.as_view(), name="meeting"),
    path("visits/meetings/<int:pk>/edit/", meetings.MeetingEdit.as_view(), name="meeting_edit"),
    path("visits/meetings/<int:pk>/void/", meetings.MeetingVoid.as_view(), name="meeting_void"),
    path("visits/meetings/<int:pk>/ticket/", meetings.MeetingTicketNew.as_view(), name="meeting_ticket"),
]
