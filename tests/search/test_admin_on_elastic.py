"""The admin's questions and retries where Elasticsearch has the pages."""

from html import unescape
from time import monotonic

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from search import projector
from search.engines.elastic import client, writing
from search.models import RefusedWork
from tests import factories
from tests.search.elastic import deletion, heal, row, taint
from tests.search.relay import Relay

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretariat(client):
    user = get_user_model().objects.create_user("secretariat", password="x")
    user.groups.add(factories.group("Secretariat"))
    client.force_login(user)
    return client


def told(client, page) -> str:
    answer = client.get(reverse("search_page", args=[page.pk]))
    return unescape(answer.content.decode())


def test_page_is_as_it_should_be_and_then_waits_to_be_sent(elastic, secretariat):
    page = factories.case("Queue")
    elastic.settle()
    assert "As it should be. Version 1 is there." in told(secretariat, page)
    page.title = "Queue renamed"
    page.save()
    projector.run()
    answer = told(secretariat, page)
    assert "Version 2 waits to be sent. An older version is there: 1." in answer
    assert "Yes: it is in the index with version 2." in answer


def test_page_that_the_index_lost_is_not_found(elastic, secretariat):
    page = factories.case("Queue")
    elastic.settle()
    elastic.remote.ship(elastic.index.name, [deletion(row("Queue").work, 5)])
    answer = told(secretariat, page)
    assert "the nightly comparison will mend it. The index has nothing of it." in answer
    assert "Yes: it is in the index" not in answer


def test_page_that_nobody_may_see_is_still_in_the_index_until_the_worker_comes(
    elastic, secretariat
):
    page = factories.case("Queue")
    elastic.settle()
    page.unpublish()
    projector.run()
    answer = told(secretariat, page)
    assert "It is not published." in answer
    assert "Version 1 is still there, although nobody may see it." in answer
    elastic.settle()
    assert "As it should be. The index has nothing of it." in told(secretariat, page)


def test_secretariat_lets_what_an_index_refused_try_again(elastic, secretariat):
    elastic.settle()
    page = factories.case("Queue")
    projector.run()
    taint("Queue")
    elastic.settle()
    assert "The index refused it: strict_dynamic_mapping_exception" in told(secretariat, page)
    assert "strict_dynamic" in secretariat.get(reverse("search_report")).content.decode()
    heal("Queue")
    answer = secretariat.post(reverse("search_retry"), follow=True).content.decode()
    assert "taken this time: 1" in answer
    assert RefusedWork.objects.count() == 0
    assert elastic.agrees()


def test_report_names_the_index_that_is_searched(elastic, secretariat):
    elastic.settle()
    answer = secretariat.get(reverse("search_report")).content.decode()
    assert f"<td>{elastic.index.name}</td>" in answer
    assert "No answer" not in answer


def test_page_is_told_of_at_once_though_the_server_hangs(elastic, secretariat, settings):
    page = factories.case("Queue")
    elastic.settle()
    slow = Relay(elastic.cluster.urls[0], seconds=20)
    settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, "hosts": [slow.url]}
    client.writer.cache_clear()
    before = monotonic()
    answer = told(secretariat, page)
    assert monotonic() - before < writing.PATIENCE + 4  # for a machine that is busy
    slow.close()
    assert "The search engine is away: no answer in time" in answer
    assert "Yes: it is in the index with version 1." in answer  # of the embedded engine
