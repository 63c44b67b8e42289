"""Addresses of events that are no pages, under a language."""

from django.urls import path

from events import feeds

urlpatterns = [
    path("feed.ics", feeds.feed, name="event_feed"),
    path("<slug:code>.ics", feeds.event, name="event_calendar"),
]
