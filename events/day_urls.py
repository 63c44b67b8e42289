"""Addresses of an event's day: tickets, the entrance, papers."""

from django.urls import path

from events import day_views, offline_views, papers_views

urlpatterns = [
    path("tickets/<str:token>/", day_views.ticket, name="ticket"),
    path("events/<slug:code>/check-in/", day_views.check_in, name="check_in"),
    path("events/<slug:code>/check-in/worker.js", offline_views.worker, name="check_in_worker"),
    path(
        "events/<slug:code>/check-in/kept/<slug:version>/", offline_views.kept, name="check_in_kept"
    ),
    path("events/<slug:code>/<slug:paper>.pdf", papers_views.papers, name="event_papers"),
    path("tickets/<str:token>/invitation.pdf", papers_views.own_paper, {"paper": "invitation"}),
    path("tickets/<str:token>/certificate.pdf", papers_views.own_paper, {"paper": "certificate"}),
    path("certificates/<str:number>/", papers_views.certificate, name="certificate"),
]
