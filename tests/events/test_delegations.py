"""A focal point sends people, and others instead; nobody else can."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events import services
from events.exceptions import (
    AlreadyRegistered,
    Full,
    NotFocalPoint,
    RegistrationClosed,
    TooLate,
    WrongStatus,
)
from events.models import Delegation, Event, Registration
from hub.models import FocalPoint
from tests.factories import registering as given

pytestmark = pytest.mark.django_db


def send(page, *names, slug="kz", by=None, **more):
    people = [given.person(f"{name}@example.org", slug) for name in names]
    return services.nominate_delegation(
        event=page,
        country=given.country(slug),
        by=by or given.focal_point(slug),
        people=people,
        **more,
    )


def one(name):
    return Registration.objects.get(email=f"{name}@example.org")


def test_delegation_has_places_as_far_as_they_go():
    page = given.event(10, quotas={"kz": 2}, registration_policy="nomination")
    delegation = send(page, "a", "b", "c")
    assert [row.status for row in delegation.registrations.all()] == [
        "confirmed",
        "confirmed",
        "waiting",
    ]
    assert {name: given.letters(f"{name}@example.org") for name in "abc"} == {
        "a": ["confirmed"],
        "b": ["confirmed"],
        "c": ["waiting"],
    }


def test_head_and_substitutes():
    page = given.event(10, quotas={"kz": 2})
    head = given.person("head@example.org")
    services.nominate_delegation(
        event=page,
        country=given.country("kz"),
        by=given.focal_point("kz"),
        people=[given.person("a@example.org"), head],
        head=head,
        substitutes=[given.person("s@example.org")],
    )
    assert (Delegation.objects.get().head, one("head").role) == (one("head"), "head")
    assert (one("s").status, one("s").substitute) == ("nominated", True)
    assert given.letters("s@example.org") == []


def test_delegation_is_added_to_and_has_one_head():
    page = given.event(10)
    first = given.person("a@example.org")
    send(page, head=None)
    for person in (first, given.person("b@example.org")):
        services.nominate_delegation(
            event=page,
            country=given.country("kz"),
            by=given.focal_point("kz"),
            people=[person],
            head=person,
        )
    delegation = Delegation.objects.get()
    assert (delegation.head, one("a").role, one("b").role) == (one("b"), "delegate", "head")
    assert given.letters("a@example.org") == ["confirmed"]


def test_nobody_but_a_focal_point_of_the_country_sends_people():
    page = given.event(10)
    was = given.focal_point("ge")
    FocalPoint.objects.filter(user=was).update(to_date=timezone.localdate() - timedelta(days=1))
    superuser = given.user("root@example.org")
    superuser.is_superuser = True
    superuser.save()
    for slug, user in [("kz", given.focal_point("az")), ("ge", was), ("kz", superuser)]:
        with pytest.raises(NotFocalPoint):
            send(page, "a", slug=slug, by=user)
    assert given.statuses(page) == {}


def test_people_of_a_delegation_are_counted_for_its_country():
    page = given.event(10, quotas={"kz": 1, "az": 5})
    person = given.person("a@example.org", "az")
    services.nominate_delegation(
        event=page, country=given.country("kz"), by=given.focal_point("kz"), people=[person]
    )
    assert one("a").country.slug == "kz"


def test_all_or_none():
    page = given.event(10)
    given.register(page, "b@example.org", "az")
    with pytest.raises(AlreadyRegistered):
        send(page, "a", "b")
    full = given.event(1, waiting_list=False)
    with pytest.raises(Full):
        send(full, "a", "c")
    assert (given.statuses(page), given.statuses(full)) == ({"b@example.org": "confirmed"}, {})
    assert given.letters("a@example.org") == []
    assert Delegation.objects.count() == 0


def test_closed_registration_takes_no_delegation():
    with pytest.raises(RegistrationClosed):
        send(given.event(registration_policy="none"), "a")


def test_nominated_people_await_approval_where_there_is_one():
    page = given.event(1, approval=True)
    send(page, "a", "b")
    organiser = given.user("organiser@example.org")
    assert list(given.statuses(page).values()) == ["nominated", "nominated"]
    services.approve(registration=one("b"), by=organiser)
    services.approve(registration=one("a"), by=organiser)
    assert list(given.statuses(page).values()) == ["waiting", "confirmed"]
    assert given.letters("b@example.org") == ["nominated", "confirmed"]


# Replacing


def replaced(page, out, replacement, slug="kz"):
    return services.substitute(out=one(out), replacement=replacement, by=given.focal_point(slug))


def test_substitute_takes_the_place_and_nobody_else_moves():
    page = given.event(2, quotas={"kz": 1})
    head = given.person("a@example.org")
    services.nominate_delegation(
        event=page,
        country=given.country("kz"),
        by=given.focal_point("kz"),
        people=[head, given.person("w@example.org")],
        head=head,
        substitutes=[given.person("s@example.org")],
    )
    coming = replaced(page, "a", one("s"))
    assert given.statuses(page) == {
        "s@example.org": "confirmed",
        "w@example.org": "waiting",
        "a@example.org": "cancelled",
    }
    assert (coming.role, Delegation.objects.get().head) == ("head", coming)
    assert given.letters("a@example.org") == ["confirmed", "replaced"]
    assert given.letters("s@example.org") == ["confirmed"]
    assert (given.log(one("a"))[-1], given.log(coming)[-1]) == ("substituted", "substituted")


def test_somebody_new_takes_a_place_in_the_line():
    page = given.event(1)
    send(page, "a", "b", "c")
    replaced(page, "b", given.person("new@example.org"))
    assert list(given.statuses(page).items())[:3] == [
        ("a@example.org", "confirmed"),
        ("new@example.org", "waiting"),
        ("c@example.org", "waiting"),
    ]


def test_replacing_is_refused_too_late_by_others_and_for_those_who_left():
    page = given.event(5)
    send(page, "a", "b", substitutes=[given.person("s@example.org")])
    given.register(page, "alone@example.org", "kz")
    new = given.person("new@example.org")
    with pytest.raises(NotFocalPoint):
        replaced(page, "a", new, slug="az")
    with pytest.raises(WrongStatus):
        replaced(page, "alone", new)  # came on their own
    with pytest.raises(WrongStatus):
        replaced(page, "s", new)  # has no place to pass on
    with pytest.raises(WrongStatus):
        replaced(page, "a", one("b"))  # is going already
    with pytest.raises(AlreadyRegistered):
        replaced(page, "a", given.person("alone@example.org"))
    services.cancel(registration=one("b"))
    with pytest.raises(WrongStatus):
        replaced(page, "b", new)
    Event.objects.filter(pk=page.pk).update(substitutions_until=timezone.now())
    with pytest.raises(TooLate):
        replaced(page, "a", new)
    assert "new@example.org" not in given.statuses(page)
