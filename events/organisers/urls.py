"""Addresses in Wagtail's admin."""

from django.urls import path

from events.organisers.views import copies, correcting, exports, lists, many, messages, person

ONE = "events/<int:page_id>/registrations/"
PERSON = f"{ONE}<uuid:public_id>/"

urlpatterns = [
    path("events/registrations/", lists.events, name="events_registrations"),
    path(ONE, lists.dashboard, name="event_registrations"),
    path(f"{ONE}export/<slug:form>/", exports.export, name="event_export"),
    path(f"{ONE}many/<slug:key>/", many.act_on_many, name="event_many"),
    path(f"{ONE}messages/", messages.sent, name="event_messages"),
    path(f"{ONE}messages/write/", messages.write, name="event_message"),
    path(f"{ONE}copy/", copies.copy, name="event_copy"),
    path(f"{ONE}series/", copies.series, name="event_series"),
    path(PERSON, person.person, name="event_person"),
    path(f"{PERSON}correct/", correcting.correct, name="event_correct"),
    path(f"{PERSON}files/<int:answer_id>/", person.file, name="event_file"),
    path(f"{PERSON}<slug:key>/", person.act, name="event_act"),
]
