"""Addresses under a language."""

from django.urls import path

from search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("countries/", views.terms, {"facet": "country"}, name="countries"),
    path("countries/<slug:slug>/", views.country, name="country"),
    path("themes/", views.terms, {"facet": "theme"}, name="themes"),
    path("themes/<slug:slug>/", views.theme, name="theme"),
]
