"""An adoption is of a work: it stays as long as the work is there in any language."""

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex

from casestudies.models import Adoption
from hub.models import Country
from tests import factories
from tests.search.asking import translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return factories.case("Queue", slug="queue", countries="ge")


def adopted(case, country: str = "kg") -> Adoption:
    adopter = Country.objects.get(slug=country)
    return Adoption(case=case, country=adopter, year=2018, status="adopted")


def adopt(case, country: str = "kg") -> Adoption:
    adoption = adopted(case, country)
    adoption.save()
    return adoption


def named_at() -> list[int]:
    return list(Adoption.objects.order_by("pk").values_list("case", flat=True))


def told(response) -> list[str]:
    return [" ".join(str(message).split()) for message in get_messages(response.wsgi_request)]


def test_adoption_stays_with_the_work_when_the_page_that_it_names_is_deleted(client, case):
    adopt(translated(case, "ru", title="Очередь"))
    Page.objects.get(locale__language_code="ru", slug="queue").delete()
    assert named_at() == [case.pk]
    assert client.get("/en/cases/queue/").content.decode().count('class="adoption"') == 1
    assert ReferenceIndex.get_references_to(case).count() == 1


def test_adoption_goes_to_a_published_page_before_a_draft(case):
    draft = translated(case, "ru", title="Очередь", live=False)
    kazakh = translated(case, "kk", title="Кезек")
    adopt(case)
    case.delete()
    assert named_at() == [kazakh.pk]
    kazakh.delete()
    assert named_at() == [draft.pk]


def test_page_is_not_deleted_while_an_adoption_at_it_is_written_down_at_another_too(
    admin_client, case
):
    """As two editors at once can do; it cannot stand twice at the page that stays."""
    adopt(case)
    second = adopt(russian := translated(case, "ru", title="Очередь"))
    address = reverse("wagtailadmin_pages:delete", args=[case.pk])
    response = admin_client.post(address)
    assert [text[:20] for text in told(response)] == ["Nothing was deleted."]
    second.delete()
    admin_client.post(address)
    assert named_at() == [russian.pk]


def test_adoption_goes_with_the_last_of_pages_that_are_deleted_together(case):
    adopt(translated(case, "ru", title="Очередь"))
    Page.objects.filter(translation_key=case.translation_key).delete()
    assert named_at() == []


def test_second_adoption_of_a_work_by_a_country_in_a_year_is_refused(case):
    adopt(case).full_clean()
    with pytest.raises(ValidationError, match="already"):
        adopted(translated(case, "ru", title="Очередь")).full_clean()


def test_last_page_of_a_work_is_not_deleted_while_adoptions_name_it(admin_client, case):
    adoption = adopt(case)
    russian = translated(case, "ru", title="Очередь")
    admin_client.post(reverse("wagtailadmin_pages:delete", args=[case.pk]))
    assert named_at() == [russian.pk]
    for ask in (admin_client.get, admin_client.post):
        response = ask(reverse("wagtailadmin_pages:delete", args=[russian.pk]))
        assert response.status_code == 302
        assert told(response)[-1] == (
            "Nothing was deleted. These adoptions would be lost: Kyrgyzstan 2018: Очередь."
            " Delete them first or name another case in them."
        )
    adoption.delete()
    admin_client.post(reverse("wagtailadmin_pages:delete", args=[russian.pk]))
    assert not Page.objects.filter(slug="queue").exists()


def test_pages_of_a_work_are_not_deleted_together_while_adoptions_name_it(admin_client, case):
    adopt(case)
    russian = translated(case, "ru", title="Очередь")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    response = admin_client.post(f"{address}?id={case.pk}&id={russian.pk}&next=/admin/")
    assert [text[:20] for text in told(response)] == ["Nothing was deleted."]
    assert named_at() == [case.pk]
    admin_client.post(f"{address}?id={case.pk}&next=/admin/")
    assert named_at() == [russian.pk]


def test_folder_of_the_only_pages_of_works_is_not_deleted_while_adoptions_name_them(
    admin_client, case
):
    adopt(case)
    folder = case.get_parent()
    response = admin_client.post(reverse("wagtailadmin_pages:delete", args=[folder.pk]))
    assert [text[:20] for text in told(response)] == ["Nothing was deleted."]
    assert named_at() == [case.pk]
