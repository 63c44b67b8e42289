"""Addresses of this application that are no pages."""

from django.urls import path

from casestudies import views

urlpatterns = [path("<slug:code>.<slug:form>", views.cite, name="cite")]
