"""Addresses of this application under a language."""

from django.urls import path

from casestudies import views

urlpatterns = [
    path("compare/", views.comparison, name="compare"),
    path("indicators/<slug:code>.csv", views.indicators_csv, name="indicators_csv"),
]
