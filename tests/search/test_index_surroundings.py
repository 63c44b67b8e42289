"""What changes a work's entry although nobody edits the work: vocabulary, image, site, time."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.files.images import ImageFile
from django.db.models import ProtectedError
from django.utils import timezone
from PIL import Image
from wagtail.models import Locale, Site

from hub.models import Country, HubImage, ReformTheme, Region
from search import projector, services
from search.models import SearchDocument
from tests import factories
from tests.search.asking import address, ask, counted, titles

pytestmark = pytest.mark.django_db

# Vocabulary


def test_renamed_country_is_found_by_its_new_name(project):
    factories.case("Queue", countries="ge")
    project()
    georgia = Country.objects.get(slug="ge")
    for name in ("Iveria", "Sakartvelo"):
        georgia.name_en = name
        georgia.save()
        project()
    assert (titles("sakartvelo"), titles("iveria")) == (["Queue"], [])
    assert ask().results[0].labels["country"] == ["Sakartvelo"]
    assert services.suggest("sakart", "en")[0].value == "ge"


def test_renamed_region_and_organisation_are_found_by_their_new_names(project):
    lead = factories.organisation("Ombudsman")
    factories.case("Queue", countries="ge", lead_organisation=lead)
    project()
    lead.name_ru = "Омбудсмен"
    lead.name_en = "Defender"
    lead.save()
    region = Region.objects.get(countries__slug="ge", slug__contains="caucasus")
    region.name_en = "Kolchis"
    region.save()
    project()
    for name in ("defender", "омбудсмен", "kolchis"):
        assert titles(name) == ["Queue"], name
    assert titles("ombudsman") == []


def test_theme_moved_in_its_tree_counts_under_its_new_parent(project):
    factories.case("Queue", themes="recruitment")
    project()
    assert counted(ask(), "theme") == {"meritocracy": 1, "recruitment": 1}
    theme = ReformTheme.objects.get(slug="recruitment")
    theme.parent = ReformTheme.objects.get(slug="openness")
    theme.save()
    project()
    assert counted(ask(), "theme") == {"openness": 1, "recruitment": 1}
    assert (titles("meritocracy"), titles("openness")) == ([], ["Queue"])


def test_deleted_theme_is_counted_and_found_no_more(project):
    factories.case("Queue", themes="recruitment pay")
    project()
    ReformTheme.objects.get(slug="recruitment").delete()
    project()
    assert counted(ask(), "theme") == {"meritocracy": 1, "pay": 1}
    assert titles("recruitment") == []
    assert services.suggest("recruit", "en") == []


# Image, site and time


def image(title: str = "Hall") -> HubImage:
    content = BytesIO()
    Image.new("RGB", (8, 8)).save(content, "PNG")
    file = ImageFile(content, name="hall.png")
    return HubImage.objects.create(title=title, description="A hall", file=file)


def test_changed_alternative_text_is_that_of_the_result(project):
    cover = image()
    factories.case("Queue", cover=cover)
    project()
    assert ask().results[0].cover["alt"] == "A hall"
    cover.description = "Counters of the hall"
    cover.save()
    project()
    assert ask().results[0].cover["alt"] == "Counters of the hall"


def test_deleted_image_is_no_cover_any_more(project):
    cover = image()
    factories.case("Queue", cover=cover)
    project()
    cover.delete()
    project()
    assert ask().results[0].cover == {}


def test_memorandum_expires_although_nobody_saves_it(project):
    today = timezone.localdate()
    factories.memorandum(signed_on=today, expires_on=today + timedelta(days=200))
    project()
    seen = {}
    for days in (19, 20, 200, 201):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            projector.project_due()
            seen[days] = list(counted(ask(), "memorandum_status"))
    assert seen == {19: ["in_force"], 20: ["expiring"], 200: ["expiring"], 201: ["expired"]}


def test_event_passes_although_nobody_saves_it(project):
    event = factories.event(in_days=3)
    project()
    seen = {}
    for moment in (event.starts_at, event.ends_at):
        for seconds in (-60, 60):
            with time_machine.travel(moment + timedelta(seconds=seconds)):
                projector.project_due()
                seen[moment, seconds] = list(counted(ask(), "event_status"))
    assert list(seen.values()) == [["announced"], ["running"], ["running"], ["past"]]


def test_site_at_another_host_changes_addresses(project):
    factories.case("Queue", slug="queue")
    project()
    Site.objects.create(hostname="cases.example.org", root_page=factories.library("case_study"))
    project()
    assert address("Queue") == "http://cases.example.org/en/queue/"
    Site.objects.get(hostname="cases.example.org").delete()
    project()
    assert address("Queue") == "/en/cases/queue/"


def test_changed_language_reads_every_page_again(project):
    factories.case("Queue")
    project()
    SearchDocument.objects.update(fingerprint="")  # as if what is stored were of old rules
    assert project() == 0
    Locale.objects.get(language_code="ru").save()
    assert project() == 1


# Regions of countries


def slugs(case: str) -> list[str]:
    return sorted(counted(ask(case), "region"))


@pytest.mark.parametrize("from_the_country", [True, False])
def test_country_in_another_region_counts_and_is_found_there(from_the_country, project):
    factories.case("Queue", countries="az")
    factories.case("Counter", countries="kg")
    project()
    assert slugs("queue") == ["caucasus", "cis"]
    azerbaijan, africa = Country.objects.get(slug="az"), Region.objects.get(slug="africa")
    if from_the_country:
        azerbaijan.regions.set([africa])
    else:
        azerbaijan.regions.clear()
        africa.countries.add(azerbaijan)
    project()
    assert (slugs("queue"), titles("africa")) == (["africa"], ["Queue"])
    if from_the_country:
        azerbaijan.regions.remove(africa)
    else:
        africa.countries.remove(azerbaijan)
    project()
    assert (slugs("queue"), titles("africa")) == ([], [])


def test_region_that_lost_all_its_countries_is_counted_no_more(project):
    factories.case("Queue", countries="az")
    project()
    Region.objects.get(slug="caucasus").countries.clear()
    project()
    assert slugs("queue") == ["cis"]


# Deleted terms


def test_deleted_country_is_counted_and_found_no_more(project):
    factories.case("Queue", countries="az kz")
    project()
    Country.objects.get(slug="az").delete()
    project()
    assert counted(ask(), "country") == {"kz": 1}
    assert (titles("azerbaijan"), titles("kazakhstan")) == ([], ["Queue"])


def test_deleted_region_is_counted_and_found_no_more(project):
    factories.case("Queue", countries="az")
    project()
    Region.objects.get(slug="caucasus").delete()
    project()
    assert (slugs("queue"), titles("caucasus")) == (["cis"], [])


def test_organisation_is_deleted_only_once_no_work_names_it(project):
    first, second = factories.organisation("Ombudsman"), factories.organisation("Defender")
    page = factories.case("Queue", lead_organisation=first)
    project()
    with pytest.raises(ProtectedError):
        first.delete()
    project()
    assert titles("ombudsman") == ["Queue"]
    page.lead_organisation = second
    page.save_revision().publish()
    first.delete()
    project()
    assert (titles("ombudsman"), titles("defender")) == ([], ["Queue"])
