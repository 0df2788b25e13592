"""Addresses behind the login, in the order of the menu."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import TemplateView

from projects.funding.views.tasks import TaskBoard
from projects.indicators.task_sheet import task_sheet

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("projects.ledger.urls")),
    path("", include("projects.signing.urls")),
    path("", include("projects.enterprises.urls")),
    # The page of tasks stands below the figures: what was reached is handed to it from above.
    path("tasks/", TaskBoard.as_view(source=task_sheet), name="tasks"),
    path("", include("projects.funding.urls")),
    path("", include("projects.outreach.urls")),
    # Before the tickets: their address takes any word after the number for a step.
    path("", include("projects.portal.urls")),
    path("", include("projects.services.urls")),
    path("", include("projects.agency.urls")),
    path("", include("projects.elements.urls")),
    path("", include("projects.visits.urls")),
    path("", include("projects.supervision.urls")),
    path("", include("projects.dashboards.urls")),
    path("", include("projects.indicators.urls")),
    path("", include("projects.ranking.urls")),
    path("", include("projects.external.urls")),
    path("", include("projects.reports.urls")),
    path("", include("projects.health.urls")),
    path("", include("projects.administration.urls")),
    path("", include("projects.organisations.urls")),
    path("", include("projects.notices.urls")),
    path("", include("projects.jobs.urls")),
    path("", include("projects.pages.urls")),
    path("", include("projects.files.urls")),
    path(
        "gallery/",
        TemplateView.as_view(template_name="_components/gallery.html", extra_context={"crumbs": [("组件样张", None)]}),
        name="gallery",
    ),
]
