"""What may not be seen by everybody is nowhere: no hit, count, highlight, completion, address."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction

from casestudies.models import CaseStudy
from hub.models import LibraryPage
from search.models import SearchDocument
from tests import factories
from tests.search.asking import ask, counted, suggested, titles, translated

pytestmark = pytest.mark.django_db
SECRET = "Quicksilver"


def draft() -> CaseStudy:
    return factories.case(SECRET, countries="ge", themes="pay", live=False)


def never_published_revision() -> CaseStudy:
    page = draft()
    page.save_revision()
    return page


def unpublished() -> CaseStudy:
    page = factories.case(SECRET, countries="ge", themes="pay")
    page.unpublish()
    return page


def private() -> CaseStudy:
    page = factories.case(SECRET, countries="ge", themes="pay")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def under_a_private_library() -> CaseStudy:
    page = factories.case(SECRET, countries="ge", themes="pay")
    home = factories.library("case_study").get_parent()
    library = home.add_child(instance=LibraryPage(title="Inner", slug="inner", kind="case_study"))
    PageViewRestriction.objects.create(page=library, restriction_type="password", password="x")
    page.move(library, pos="last-child")
    return page


def translation_not_yet_published() -> CaseStudy:
    page = draft()
    return translated(page, "ru", title=f"{SECRET} ru", live=False)


def internal_memorandum():
    return factories.memorandum(SECRET, parties="ge ge", themes="pay", confidentiality="internal")


HIDDEN = [
    draft,
    never_published_revision,
    unpublished,
    private,
    under_a_private_library,
    translation_not_yet_published,
    internal_memorandum,
]


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda hidden: hidden.__name__)
@pytest.mark.parametrize("seen_before", [False, True], ids=["unseen", "seen before"])
def test_hidden_work_is_nowhere(hidden, seen_before, project, client):
    factories.case("Open queue", countries="kz", themes="ethics")
    page = hidden()
    if seen_before:  # the index knows all of it, as of a public page, before it is told
        seen(page, project)
    project()

    assert titles() == ["Open queue"]
    assert (titles(SECRET), ask("quicksilvr").corrected) == ([], None)
    assert counted(ask(), "country") == {"kz": 1}
    assert counted(ask(), "theme") == {"ethics": 1}
    assert ask(country="ge").count == 0
    assert (suggested("quick"), suggested("georg"), suggested("pay")) == ([], [], [])

    for address in (f"/id/{page.code}", f"/api/v1/items/{page.code}"):
        assert client.get(address).status_code == 404, address
    answer = client.get("/api/v1/search", {"q": SECRET}).json()
    assert (answer["count"], answer["results"], answer["corrected"]) == (0, [], None)
    assert client.get("/api/v1/suggest", {"q": "quick"}).json() == {"suggestions": []}
    assert SECRET not in client.get("/en/search/").content.decode()


def seen(page, project) -> None:
    """Make the index hold the page as a public one, then leave the change in the outbox."""
    restrictions = list(PageViewRestriction.objects.all())
    PageViewRestriction.objects.all().delete()
    model = type(page)
    before = model.objects.filter(pk=page.pk).values("live", "title").get()
    shown = {"live": True}
    if hasattr(page, "confidentiality"):
        shown["confidentiality"] = "public"
    model.objects.filter(pk=page.pk).update(**shown)
    project()
    assert ask(SECRET).count == 1
    model.objects.filter(pk=page.pk).update(live=before["live"])
    if hasattr(page, "confidentiality"):
        model.objects.filter(pk=page.pk).update(confidentiality="internal")
    for restriction in restrictions:
        restriction.save()
    model.objects.get(pk=page.pk).save()


def test_hidden_work_leaves_no_words_in_the_projection(project):
    page = factories.case(SECRET, summary="Of mercury.", challenge="<p>Alchemy</p>")
    project()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    project()
    row = SearchDocument.objects.get(page_id=page.pk)
    texts = (row.code, row.title, row.summary, row.body, row.url, row.facets, row.references)
    assert (row.visible, set(texts), row.keywords, row.cover, row.details) == (
        False,
        {""},
        {},
        {},
        {},
    )


# Privacy comes and goes


def restrict(page: Page, kind: str = "login", **fields: str) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, **fields)


def test_privacy_of_a_page_hides_it_until_removed(project):
    page = factories.case("Queue")
    factories.case("Queue of others")
    restriction = restrict(page)
    project()
    assert titles("queue") == ["Queue of others"]
    restriction.delete()
    project()
    assert sorted(titles("queue")) == ["Queue", "Queue of others"]


def test_privacy_of_a_library_hides_its_works_until_removed(project):
    factories.case("Queue")
    factories.review("Queues reviewed")
    project()
    restriction = restrict(factories.library("case_study"))
    project()
    assert titles("queue") == ["Queues reviewed"]
    restriction.delete()
    project()
    assert sorted(titles("queue")) == ["Queue", "Queues reviewed"]


def test_privacy_of_a_home_page_hides_one_language(project):
    translated(factories.case("Queue"), "ru", title="Очередь")
    project()
    restriction = restrict(factories.library("case_study").get_parent())
    project()
    assert counted(ask(), "language") == {"ru": 1}
    assert (titles("queue"), titles()) == ([], ["Очередь"])
    restriction.delete()
    project()
    assert titles() == ["Queue"]


def test_changed_privacy_still_hides(project):
    page = factories.case("Queue")
    restriction = restrict(page)
    project()
    restriction.restriction_type = "groups"
    restriction.save()
    restriction.groups.add(Group.objects.get(name="Secretariat"))
    project()
    assert titles("queue") == []


def test_two_privacies_hide_until_both_are_removed(project):
    page = factories.case("Queue")
    own, inherited = restrict(page), restrict(factories.library("case_study"))
    own.delete()
    project()
    assert titles("queue") == []
    inherited.delete()
    project()
    assert titles("queue") == ["Queue"]


def test_page_is_hidden_by_moving_into_privacy_and_seen_by_moving_out(project):
    public = factories.library("case_study")
    page = factories.case("Queue")
    inner = LibraryPage(title="Inner", slug="inner", kind="case_study")
    public.get_parent().add_child(instance=inner)
    restrict(inner)
    project()
    assert titles("queue") == ["Queue"]
    page.move(inner, pos="last-child")
    project()
    assert titles("queue") == []
    CaseStudy.objects.get(pk=page.pk).move(public, pos="last-child")
    project()
    assert titles("queue") == ["Queue"]


def test_page_with_a_privacy_of_its_own_can_be_deleted(project):
    page = factories.case("Queue")
    restrict(page)
    project()
    page.delete()
    project()
    assert not PageViewRestriction.objects.filter(page_id=page.pk).exists()
    assert titles() == []


def test_privacy_of_a_neighbour_whose_path_begins_alike_hides_nothing(project):
    """Paths of the tree are compared as wholes: 0001 is no ancestor of its neighbour 00010001's."""
    pages = [factories.case(f"Queue {n}") for n in range(3)]
    project()
    restrict(pages[1])
    project()
    assert sorted(titles("queue")) == ["Queue 0", "Queue 2"]


def test_memorandum_made_internal_is_hidden(project):
    page = factories.memorandum("Accord")
    project()
    assert titles("accord") == ["Accord"]
    page.confidentiality = "internal"
    page.save()
    project()
    assert titles("accord") == []


def test_commitments_of_a_summary_memorandum_are_not_found(project):
    promise = {"text": "Exchange of quicksilver", "owner": "", "due": None, "done": False}
    commitments = [("commitment", promise)]
    page = factories.memorandum("Accord", commitments=commitments)
    project()
    assert titles("quicksilver") == ["Accord"]
    page.confidentiality = "summary"
    page.save()
    project()
    assert (titles("quicksilver"), titles("accord")) == ([], ["Accord"])
