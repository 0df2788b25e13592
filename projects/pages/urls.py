"""Drafts, and the life of the session."""

from django.urls import path

from projects.pages.views import drafts
from projects.pages.views.manual import Help

urlpatterns = [
    path("help/", Help.as_view(), name="help"),
    path("drafts/", drafts.draft_save, name="draft_save"),
    path("drafts/discard/", drafts.draft_discard, name="draft_discard"),
    path("session/left/", drafts.session_left, name="session_left"),
    path("session/keep/", drafts.session_keep, name="session_keep"),
]
