"""站内消息."""

from django.urls import path

from projects.notices import views

urlpatterns = [
    path("notices/", views.NoticeList.as_view(), name="notices"),
    path("notices/read/", views.notices_read, name="notices_read"),
    path("notices/<int:pk>/", views.NoticeOpen.as_view(), name="notice_open"),
    path("notices/deliveries/", views.DeliveryList.as_view(), name="deliveries"),
]
