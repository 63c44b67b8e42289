"""Addresses of desks, under a language."""

from django.urls import path

from hub.desk import views
from hub.proposals import views as proposals

urlpatterns = [
    path("", views.desks, name="desks"),
    path("<slug:country>/", views.desk, name="desk"),
    path("<slug:country>/proposals/<uuid:public_id>/", proposals.proposal, name="proposal"),
    path("<slug:country>/<slug:kind>/new/", proposals.begin, name="begin_proposal"),
]
