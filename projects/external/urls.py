"""外部数据."""

from django.urls import path

from projects.external import views

urlpatterns = [
    path("external/", views.ExternalTable.as_view(), name="external"),
    path("external/new/", views.ExternalNew.as_view(), name="external_new"),
    path("external/lines/<int:pk>/correct/", views.ExternalCorrect.as_view(), name="external_correct"),
    path("external/papers/<int:pk>/original/", views.ExternalOriginal.as_view(), name="external_original"),
]
