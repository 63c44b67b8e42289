"""Lists with an account: what their owner does, what others see, and when."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from wagtail.models import PageViewRestriction

from hub.accounts.services import confirm_address
from hub.lists import services
from hub.models import Collection
from hub.privacy.services import erase_person, export_person
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    user = get_user_model().objects.create_user("owner", "owner@example.org", "-")
    confirm_address(user=user)
    return user


@pytest.fixture
def signed_in(client, owner):
    client.force_login(owner)
    return client


@pytest.fixture
def works(project):
    made = [factories.case(title) for title in ("One", "Two", "Three")]
    project()
    return [work.code for work in made]


def test_list_is_made_renamed_and_deleted(signed_in, owner):
    signed_in.post("/en/account/lists/", {"title": "Queues", "note": "For the ministry"})
    made = Collection.objects.get(owner=owner)
    address = f"/en/account/lists/{made.pk}/"
    signed_in.post(address, {"action": "describe", "title": "Counters", "note": ""})
    made.refresh_from_db()
    assert (made.title, made.note, made.shared) == ("Counters", "", False)
    signed_in.post(address, {"action": "delete"})
    assert Collection.objects.count() == 0


def test_works_are_added_moved_described_and_removed(signed_in, owner, works):
    made = services.make(owner=owner, title="Queues")
    address = f"/en/account/lists/{made.pk}/"
    one, two, three = works
    signed_in.post(address, {"action": "add", "codes": f" {one.lower()}, {two},{one}, x,{three}"})
    assert made.codes() == [one, two, three]
    signed_in.post(address, {"action": f"up {three}"})
    signed_in.post(address, {"action": f"down {one}"})
    signed_in.post(address, {"action": f"up {three}"})
    signed_in.post(address, {"action": "down CS-9999"})
    assert made.codes() == [three, one, two]
    signed_in.post(address, {"action": f"note {one}", f"note-{one}": "Read first"})
    signed_in.post(address, {"action": f"remove {two}"})
    assert list(made.items.values_list("code", "note")) == [(three, ""), (one, "Read first")]


def test_note_that_is_typed_is_kept_when_its_work_is_moved(signed_in, owner, works):
    made = services.make(owner=owner, title="Queues")
    services.add(collection=made, codes=works)
    last = works[-1]
    data = {"action": f"up {last}", f"note-{last}": "Read first"}
    signed_in.post(f"/en/account/lists/{made.pk}/", data)
    found = list(made.items.values_list("code", "note"))
    assert found == [(works[0], ""), (last, "Read first"), (works[1], "")]


def test_buttons_keep_their_places_in_every_row(signed_in, owner, works):
    address = f"/en/account/lists/{services.make(owner=owner, title='Queues').pk}/"
    signed_in.post(address, {"action": "add", "codes": ",".join(works)})
    page = BeautifulSoup(signed_in.get(address).content, "html.parser")
    rows = [
        [(one["value"].split()[0], one.has_attr("disabled")) for one in row.select("button")]
        for row in page.select(".list-row")
    ]
    said = ("note", "up", "down", "remove")
    assert rows == [[(name, name == off) for name in said] for off in ("up", "", "down")]


def test_reading_list_of_a_browser_is_taken_over_once(signed_in, owner, works):
    for _time in range(2):
        signed_in.post("/en/account/lists/", {"codes": ",".join(works[:2])})
    made = Collection.objects.get(owner=owner)
    assert (made.title, made.codes()) == ("Reading list", works[:2])
    signed_in.post("/en/account/lists/", {"codes": ",".join(works)})
    assert Collection.objects.get().codes() == works


def test_reading_list_is_taken_over_into_the_same_one_from_pages_in_another_language(
    signed_in, owner, works
):
    signed_in.post("/kk/account/lists/", {"codes": works[0]})
    signed_in.post("/en/account/lists/", {"codes": works[1]})
    made = Collection.objects.get(owner=owner)
    assert (made.title, made.codes()) == ("Оқу тізімі", works[:2])


def test_shared_list_shows_what_everybody_may_see(client, owner, works, project):
    private = factories.case("Hushed")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    draft = factories.case("Hushed", live=False)
    project()
    made = services.make(owner=owner, title="Queues", note="For <all>")
    services.add(collection=made, codes=[works[1], private.code, draft.code, works[0]])
    assert client.get(f"/en/lists/{made.token}/").status_code == 404
    services.share(collection=made, shared=True)
    text = client.get(f"/en/lists/{made.token}/").content.decode()
    assert text.index("Two") < text.index("One")
    assert "Hushed" not in text
    assert "For &lt;all&gt;" in text
    assert "owner" not in text
    assert '<meta name="robots" content="noindex">' in text


def test_sharing_anew_leaves_the_old_address_shut(client, owner):
    made = services.make(owner=owner, title="Queues")
    services.share(collection=made, shared=True)
    old = made.token
    services.share(collection=made, shared=False)
    services.share(collection=made, shared=True)
    assert client.get(f"/en/lists/{old}/").status_code == 404
    assert client.get(f"/en/lists/{made.token}/").status_code == 200


def test_nobody_else_can_act_on_a_list(client, owner, works):
    made = services.make(owner=owner, title="Queues")
    services.add(collection=made, codes=works[:1])
    other = get_user_model().objects.create_user("other", "other@example.org", "-")
    confirm_address(user=other)
    client.force_login(other)
    address = f"/en/account/lists/{made.pk}/"
    for action in ("delete", "share", "add", f"remove {works[0]}", "describe"):
        data = {"action": action, "title": "Mine", "codes": works[1]}
        assert client.post(address, data).status_code == 404
    made.refresh_from_db()
    assert (made.title, made.shared, made.codes()) == ("Queues", False, works[:1])


def test_account_has_an_end(signed_in, owner, monkeypatch):
    monkeypatch.setattr(services, "MOST_LISTS", 1)
    monkeypatch.setattr(services, "MOST_WORKS", 2)
    signed_in.post("/en/account/lists/", {"title": "One"})
    response = signed_in.post("/en/account/lists/", {"title": "Two"})
    assert "An account has room for 1 lists of 2 works each." in response.content.decode()
    made = Collection.objects.get()
    address = f"/en/account/lists/{made.pk}/"
    signed_in.post(address, {"action": "add", "codes": "CS-0001,CS-0002,CS-0003"})
    assert made.codes() == []


def test_reading_list_for_which_there_is_no_room_is_offered_again(signed_in, monkeypatch):
    assert b'data-takeover=""' in signed_in.get("/en/account/lists/").content
    monkeypatch.setattr(services, "MOST_WORKS", 1)
    response = signed_in.post("/en/account/lists/", {"codes": "CS-0001,CS-0002"})
    assert b'data-takeover="again"' in response.content
    assert Collection.objects.count() == 0


def test_lists_are_handed_out_and_erased_with_the_person(owner, works):
    made = services.make(owner=owner, title="Queues", note="Mine")
    services.add(collection=made, codes=works[:1])
    found = export_person(address=owner.email)["lists of works"]
    assert [row["title"] for row in found["lists"]] == ["Queues"]
    assert [row["code"] for row in found["works"]] == works[:1]
    erase_person(address=owner.email)
    assert Collection.objects.count() == 0
