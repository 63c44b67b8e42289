"""Lists of an account, under its address."""

from django.urls import path

from hub.lists import views

urlpatterns = [
    path("", views.collections, name="collections"),
    path("<int:pk>/", views.collection, name="collection"),
]
