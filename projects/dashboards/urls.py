"""驾驶舱."""

from django.urls import path

from projects.dashboards.views import cockpit, phone, screen

urlpatterns = [
    path("cockpit/", cockpit.CockpitPage.as_view(), name="cockpit"),
    path("cockpit/<slug:block>/", cockpit.CockpitBlock.as_view(), name="cockpit_block"),
    path("phone/", phone.PhonePage.as_view(), name="leader_phone"),
    path("screen/", screen.ScreenPage.as_view(), name="screen"),
    path("screen/board/", screen.ScreenBoard.as_view(), name="screen_board"),
]
