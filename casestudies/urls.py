"""Addresses of this application that are no pages of a language."""

from django.urls import path

from casestudies import views

urlpatterns = [
    path("list.<slug:form>", views.cite_many, name="cite_many"),
    path("<slug:code>.<slug:form>", views.cite, name="cite"),
]
