"""Addresses of 要素保障."""

from django.urls import path

from projects.elements import views

urlpatterns = [
    path("elements/", views.ElementList.as_view(), name="elements"),
    path("elements/projects/<int:pk>/", views.ProjectChecklist.as_view(), name="elements_project"),
    path("elements/projects/<int:pk>/start/", views.start, name="elements_start"),
    path("elements/<int:pk>/", views.ElementPage.as_view(), name="element"),
    path("elements/<int:pk>/edit/", views.ElementEdit.as_view(), name="element_edit"),
    path("elements/<int:pk>/ticket/", views.ElementTicketNew.as_view(), name="element_ticket"),
]
