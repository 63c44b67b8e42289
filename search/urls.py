"""Addresses under a language."""

from django.urls import path

from search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("figures/", views.figures, name="figures"),
    path("figures/<slug:name>.csv", views.figure_csv, name="figure_csv"),
    path("gaps/", views.gaps, name="gaps"),
    path("gaps.csv", views.gaps_csv, name="gaps_csv"),
    path("countries.csv", views.countries_csv, name="countries_csv"),
    path("countries/", views.terms, {"facet": "country"}, name="countries"),
    path("countries/<slug:slug>/", views.country, name="country"),
    path("themes/", views.terms, {"facet": "theme"}, name="themes"),
    path("themes/<slug:slug>/", views.theme, name="theme"),
]
