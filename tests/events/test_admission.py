"""The part of an event that registration goes by, in the editor's form."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from events.models import Event, Question, Registration
from tests.factories import editing
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
QUESTION = {"code": "meal", "kind": "choice", "label_en": "Meal", "choices_en": "Meat\nFish"}

REFUSED = "This cannot be deleted: other records belong to it, such as registrations."


def publish(client, **changes):
    changes = {"registration_policy": "open", "capacity": "10"} | changes
    data = editing.form("event", **changes)
    return editing.publish(client, editing.add_url("event"), data)


def kept(*pairs):
    return [{"country": given.country(slug).pk, "places": places} for slug, places in pairs]


def test_places_and_questions_of_an_event_are_published(admin_client):
    publish(admin_client, country_places=kept(("kz", 2), ("az", 3)), questions=[QUESTION])
    page = Event.objects.get()
    places = page.places_at(timezone.now())
    assert sorted(places.kept.values()) == [2, 3]
    assert [question.choices_in("en") for question in page.questions.all()] == [["Meat", "Fish"]]


def test_country_is_kept_places_for_once(admin_client):
    response = publish(admin_client, country_places=kept(("kz", 2), ("kz", 3)))
    assert Event.objects.count() == 0
    assert "country_places" in editing.errors(response)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"choices_en": "Meat"}, "Write at least two different choices."),
        ({"choices_en": "Meat\nMeat"}, "Write at least two different choices."),
        ({"choices_ru": "Мясо"}, "Write as many lines as in English."),
        ({"shown_if_code": "meal"}, "A question cannot depend on itself."),
    ],
)
def test_question_that_cannot_be_answered_is_refused(admin_client, changes, message):
    response = publish(admin_client, questions=[QUESTION | changes])
    assert editing.errors(response) == {"questions": [message]}


def test_places_released_after_the_event_are_refused(admin_client):
    response = publish(admin_client, unused_places_released_at="2030-06-05 00:00")
    assert editing.errors(response) == {
        "unused_places_released_at": ["Places are released after the event is over."]
    }


def test_translation_asks_the_questions_of_the_original_and_has_none_of_its_own():
    page = given.event(3, quotas={"kz": 2})
    Question.objects.create(event=page, **QUESTION)
    language = Locale.objects.get(language_code="ru")
    russian = Event.objects.get(pk=page.pk).copy_for_translation(language, copy_parents=True)
    assert russian.original == page
    assert russian.questions.count() == 0
    registration = given.register(russian, "a@example.org", answers={"meal": "Fish"})
    assert registration.answers.get().question.event == page


def test_event_with_registrations_cannot_be_deleted(admin_client):
    page = given.event()
    given.register(page, "a@example.org")
    for wanted in (page, page.get_parent()):  # with all that is below it
        address = reverse("wagtailadmin_pages:delete", args=[wanted.pk])
        data = {"confirm_site_name": "Hub"}
        response = admin_client.post(address, data, follow=True)
        assert (response.status_code, editing.messages(response)) == (200, [REFUSED])
    assert (Event.objects.count(), Registration.objects.count()) == (1, 1)


def test_full_event_is_still_announced_on_the_home_page(client, project):
    page = given.event(1)
    given.register(page, "a@example.org")
    project()
    shown = client.get("/en/").content.decode()
    assert (page.status, shown.count(page.url) > 0) == ("full", True)
