"""Addresses that never change."""

from django.urls import path

from search import views

urlpatterns = [path("<str:code>", views.permanent, name="permanent")]
