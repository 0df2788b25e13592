"""Addresses of 帮办代办."""

from django.urls import path
from django.views.decorators.http import require_safe

from projects.agency.views import items, projects, templates

urlpatterns = [
    path("agency/", items.AgencyList.as_view(), name="agency"),
    path("agency/new/", items.AgencyNew.as_view(), name="agency_new"),
    path("agency/<int:pk>/", items.ItemPage.as_view(), name="agency_item"),
    path("agency/<int:pk>/letter/", require_safe(items.letter_file), name="agency_letter"),
    path("agency/<int:pk>/<slug:kind>/", items.ItemStep.as_view(), name="agency_step"),
    path("agency/projects/<int:pk>/", projects.ProjectItems.as_view(), name="agency_project"),
    path("agency/projects/<int:pk>/generate/", projects.generate, name="agency_generate"),
    path("agency/projects/<int:pk>/entrust/", projects.Entrust.as_view(), name="agency_entrust"),
    path("agency/projects/<int:pk>/steward/", projects.NameSteward.as_view(), name="agency_steward"),
    path("agency/templates/", templates.TemplateList.as_view(), name="agency_templates"),
    path("agency/templates/install/", templates.install, name="agency_install"),
    path("agency/templates/new/", templates.TemplateNew.as_view(), name="agency_template_new"),
    path("agency/templates/<int:pk>/", templates.TemplateEdit.as_view(), name="agency_template_edit"),
]
