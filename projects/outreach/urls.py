"""Addresses of 招商活动, 招商线索 and 荣誉奖励."""

from django.urls import path

from projects.outreach.views import activities, honours, leads

urlpatterns = [
    path("activities/", activities.ActivityList.as_view(), name="activities"),
    path("activities/new/", activities.ActivityNew.as_view(), name="activity_new"),
    path("activities/<int:pk>/", activities.ActivityDetail.as_view(), name="activity"),
    path("activities/<int:pk>/edit/", activities.ActivityEdit.as_view(), name="activity_edit"),
    path("activities/<int:pk>/void/", activities.ActivityVoid.as_view(), name="activity_void"),
    path("honours/", honours.HonourList.as_view(), name="honours"),
    path("honours/new/", honours.HonourNew.as_view(), name="honour_new"),
    path("honours/<int:pk>/", honours.HonourDetail.as_view(), name="honour"),
    path("honours/<int:pk>/edit/", honours.HonourEdit.as_view(), name="honour_edit"),
    path("honours/<int:pk>/void/", honours.HonourVoid.as_view(), name="honour_void"),
    path("leads/", leads.LeadList.as_view(), name="leads"),
    path("leads/new/", leads.LeadNew.as_view(), name="lead_new"),
    path("leads/<int:pk>/", leads.LeadDetail.as_view(), name="lead"),
    path("leads/<int:pk>/edit/", leads.LeadEdit.as_view(), name="lead_edit"),
    path("leads/<int:pk>/void/", leads.LeadVoid.as_view(), name="lead_void"),
]
