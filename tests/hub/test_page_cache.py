"""Pages kept for anonymous readers: never an old one, never somebody's own."""

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client

from hub.lists import services
from hub.models import Change, Country, Region, StandardPage
from hub.page_cache import changes
from hub.settings.base import cache
from tests import factories

HOME = "/en/"


def read(address: str, **headers: str) -> str:
    response = Client(headers=headers or None).get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_second_reader_costs_one_query(page, django_assert_num_queries):
    _page, address = page
    first = read(address)
    with django_assert_num_queries(1):
        assert read(address) == first


def test_published_change_is_there_at_once(page):
    found, address = page
    assert "Entirely new" not in read(address)
    found.title = "Entirely new"
    found.save_revision().publish()
    assert "Entirely new" in read(address)


def test_change_that_sends_no_signal_is_noticed(page):
    found, address = page
    read(address)
    StandardPage.objects.filter(pk=found.pk).update(title="By one statement")
    assert "By one statement" in read(address)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = 'By hand' WHERE id = %s", [found.pk])
    assert "By hand" in read(address)


def test_change_of_a_shared_list_is_noticed(kept):
    codes = [factories.case(title).code for title in ("Queue", "Counter")]
    owner = get_user_model().objects.create_user("owner")
    made = services.make(owner=owner, title="A list")
    services.share(collection=made, shared=True)
    address = f"/en/lists/{made.token}/"
    assert "Queue" not in read(address)
    services.add(collection=made, codes=codes)
    assert "Queue" in read(address)
    services.remove(collection=made, code=codes[0])
    assert ("Queue" in read(address), "Counter" in read(address)) == (False, True)
    services.share(collection=made, shared=False)
    assert Client().get(address).status_code == 404


def test_import_of_a_case_and_a_renamed_country_are_noticed(kept):
    assert "A queue" not in read("/en/search/")
    factories.case("A queue", countries="kz")
    assert "A queue" in read("/en/search/")
    Country.objects.filter(slug="kz").update(name_en="Great Steppe")
    assert "Great Steppe" in read("/en/countries/kz/")


def test_rows_written_unless_they_are_there_are_noticed(kept):
    """As a country is put into a region: each database says it in other words."""
    country, region = Country.objects.get(slug="kz"), Region.objects.create(slug="steppe")
    through = Country.regions.through
    before = changes.generation()
    through.objects.bulk_create([through(country=country, region=region)], ignore_conflicts=True)
    assert changes.generation() != before


def rename_in_vain() -> None:
    with transaction.atomic():
        Country.objects.filter(slug="kz").update(name_en="Never")
        transaction.set_rollback(True)


def test_what_is_rolled_back_changes_nothing(kept):
    before = changes.generation()
    rename_in_vain()
    assert changes.generation() == before
    number = Change.objects.count()
    with transaction.atomic():
        rename_in_vain()
        Country.objects.filter(slug="ge").update(name_en="Sakartvelo")
    assert changes.generation() != before
    assert Change.objects.count() == number + 1


def test_transaction_is_noted_once(kept):
    before = Change.objects.count()
    with transaction.atomic():
        for name in ("One", "Two", "Three"):
            Country.objects.filter(slug="kz").update(name_en=name)
    assert Change.objects.count() == before + 1


def test_change_that_is_committed_after_a_later_one_counts(kept):
    """Two writers at once: the one that began first ends last."""
    later = Change.objects.create(pk=1_000_000)
    between = changes.generation()
    Change.objects.create(pk=later.pk - 1)
    assert changes.generation() != between


def test_forgetting_old_changes_brings_no_old_page_back(kept):
    Change.objects.all().delete()
    first = Change.objects.create()
    seen = {changes.generation()}
    Change.objects.create()
    seen.add(changes.generation())
    first.delete()
    assert changes.generation() not in seen


def test_what_no_page_shows_keeps_the_pages(kept, django_user_model):
    before = changes.generation()
    client = Client()
    client.force_login(django_user_model.objects.create_user("ada", "ada@example.org"))
    assert client.session.session_key
    assert changes.generation() == before


def test_signed_in_reader_gets_and_leaves_nothing(page, django_user_model):
    _found, address = page
    anonymous = read(address)
    client = Client()
    client.force_login(django_user_model.objects.create_user("ada", "ada@example.org"))
    own = client.get(address).content.decode()
    assert "ada" in own
    assert read(address) == anonymous
    caches["pages"].clear()
    client.get(address)
    assert "ada" not in read(address)


@pytest.mark.parametrize("address", ["/en/account/login/", "/en/account/signup/"])
def test_form_with_a_token_is_never_kept(kept, address):
    first, second = Client(), Client()
    assert first.get(address).cookies["csrftoken"].value
    assert second.get(address).cookies["csrftoken"].value != first.cookies["csrftoken"].value


def test_languages_and_questions_have_pages_of_their_own(kept):
    assert 'lang="en"' in read(HOME)
    assert 'lang="kk"' in read("/kk/")
    assert read("/en/search/?q=one") != read("/en/search/?q=two")


def test_page_that_has_not_changed_is_answered_without_a_body(page):
    _found, address = page
    tag = Client().get(address)["ETag"]
    response = Client(headers={"If-None-Match": tag}).get(address)
    assert (response.status_code, response.content) == (304, b"")


def test_missing_page_is_not_kept(kept):
    assert Client().get("/en/nowhere/").status_code == 404
    assert len(caches["pages"]._cache) == 0
    assert Client().get(HOME).status_code == 200
    assert len(caches["pages"]._cache) == 1


def test_pages_are_drawn_while_the_cache_is_away(page, settings, caplog):
    """A port at which nobody listens, as while the cache server is restarted."""
    settings.CACHES = {name: cache("redis://127.0.0.1:1/0") for name in ("default", "pages")}
    _found, address = page
    assert read(address) == read(address)
    assert "The cache is away: ConnectionError" in caplog.text
