"""Changes of many works at once, and of what stands beside a work, change the index."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.models import Page

from casestudies.models import Adoption, CaseStudy
from hub.merging import merge
from hub.models import Country, LibraryPage
from search import registry
from search.models import SearchDocument
from tests import factories
from tests.casestudies.import_files import ips_file
from tests.search.asking import address, ask, counted, titles, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return get_user_model().objects.create_superuser("chief", "chief@example.org", "secret")


@pytest.fixture
def three(project) -> list[Page]:
    """Three published works as the admin's list hands them on; the third is left alone."""
    pages = [factories.case(f"Queue {n}", slug=f"queue-{n}") for n in (1, 2, 3)]
    project()
    return [Page.objects.get(pk=page.pk) for page in pages]


def test_bulk_unpublishing_hides_every_page(three, project, editor):
    UnpublishBulkAction.execute_action(three[:2], user=editor)
    project()
    assert titles("queue") == ["Queue 3"]


def test_bulk_unpublishing_of_a_library_takes_its_works_along(three, project, editor):
    factories.review("Queues reviewed")
    project()
    library = Page.objects.get(pk=factories.library("case_study").pk)
    UnpublishBulkAction.execute_action(
        [library], include_descendants=True, user=editor, permission_checker=lambda page: True
    )
    project()
    assert titles("queue") == ["Queues reviewed"]


def test_bulk_deleting_forgets_every_page(three, project, editor):
    DeleteBulkAction.execute_action(three[:2], user=editor)
    project()
    assert titles("queue") == ["Queue 3"]
    assert SearchDocument.objects.filter(visible=True).count() == 1


def test_bulk_moving_changes_every_address(three, project, editor):
    home = factories.library("case_study").get_parent()
    more = home.add_child(instance=LibraryPage(title="More", slug="more", kind="case_study"))
    MoveBulkAction.execute_action(three[:2], destination=more, user=editor)
    project()
    assert [address(f"Queue {n}") for n in (1, 2, 3)] == [
        "/en/more/queue-1/",
        "/en/more/queue-2/",
        "/en/cases/queue-3/",
    ]


def test_library_that_expired_leaves_its_works_which_are_still_served(three, project, client):
    library = factories.library("case_study")
    library.expire_at = timezone.now() + timedelta(hours=1)
    library.save_revision().publish()
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")
        project()
        assert not factories.library("case_study").live
        assert sorted(titles("queue")) == ["Queue 1", "Queue 2", "Queue 3"]
        assert client.get(address("Queue 1")).status_code == 200


def test_imported_cases_are_found_and_what_changed_in_them_next_time(project, tmp_path):
    for name, written in (("A tram that waits", 2), ("A ferry that waits", 1)):
        path = ips_file(tmp_path, {"name": "A bus"}, {"name": name})
        report = tmp_path / "report.csv"
        call_command("import_cases", path, report=report, stdout=StringIO())
        assert project() == written
        assert sorted(titles()) == ["A bus", name]
    assert counted(ask(), "country") == {"ee": 2}
    assert (titles("tram"), titles("ferry")) == ([], ["A ferry that waits"])


# Beside the work


def adoption(case: CaseStudy, country: str = "kg", **fields) -> Adoption:
    return Adoption.objects.create(
        case=case, country=Country.objects.get(slug=country), year=2020, status="adopted", **fields
    )


def test_verification_added_to_a_work_is_counted(project):
    page = factories.case("Queue")
    project()
    assert counted(ask(), "verification") == {"unverified": 1}
    page.verification, page.last_verified = "checked", timezone.localdate()
    page.save_revision().publish()
    project()
    assert counted(ask(), "verification") == {"checked": 1}


def test_case_is_found_by_who_adopted_it_and_counts_for_its_own_country(project):
    case = factories.case("Queue", countries="ge")
    project()
    assert titles("kyrgyzstan") == []
    found = adoption(case, organisation=factories.organisation("Ombudsman"))
    project()
    for name in ("kyrgyzstan", "ombudsman", "киргизия", "adopted by Kyrgyzstan"):
        assert [hit.title for hit in ask(name).results] == ["Queue"], name
    assert counted(ask(), "country") == {"ge": 1}
    found.delete()
    project()
    assert (titles("kyrgyzstan"), titles("ombudsman")) == ([], [])


def test_adoption_is_found_in_each_language_and_under_its_latest_name(project):
    case = factories.case("Queue", countries="ge", original_language="en")
    russian = translated(case, "ru", title="Очередь")
    adoption(russian)
    project()
    assert titles("kyrgyzstan") == ["Queue"]
    russian.delete()  # the adoption that was noted at it is the case's
    project()
    assert titles("kyrgyzstan") == ["Queue"]
    case.delete()
    project()
    assert titles("kyrgyzstan") == []


def test_adoption_moved_to_another_case_is_found_there_alone(project):
    first, second = factories.case("Queue"), factories.case("Counter")
    found = adoption(first)
    project()
    assert titles("kyrgyzstan") == ["Queue"]
    found.case = second
    found.save()
    project()
    assert titles("kyrgyzstan") == ["Counter"]


def test_adopting_country_renamed_or_merged_is_found_by_its_new_name(project):
    adoption(factories.case("Queue", countries="ge"))
    project()
    country = Country.objects.get(slug="kg")
    country.name_en = "Manasia"
    country.save()
    project()
    assert titles("manasia") == ["Queue"]
    merge(keep=Country.objects.get(slug="ca"), drop=country)
    project()
    assert (titles("canada"), titles("manasia")) == (["Queue"], [])


@pytest.mark.parametrize("works", [1, 3])
def test_adopters_of_many_cases_are_read_in_as_many_queries(
    works, project, django_assert_num_queries
):
    cases = [factories.case(f"Queue {n}", countries="ge") for n in range(works)]
    for case in cases:
        adoption(case)
    project()
    with django_assert_num_queries(9):
        assert len(registry.documents([case.pk for case in cases])) == works
