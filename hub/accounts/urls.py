"""Addresses of accounts, under a language."""

from django.urls import include, path

from hub.accounts import views

urlpatterns = [
    path("", views.account, name="account"),
    path("lists/", include("hub.lists.urls")),
    path("", include("allauth.account.urls")),
    path("second-step/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
