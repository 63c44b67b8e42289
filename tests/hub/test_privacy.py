"""One person everywhere: handed out, erased, and no trace in any text of the database."""

import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from events.models import Answer, Event, Registration
from hub.mail import worker
from hub.models import FocalPoint, Organisation, OutgoingMail, Unsubscribed
from hub.privacy.services import erase_person, export_person, purge
from search.projector import run
from tests import factories
from tests.factories import registering
from tests.factories.mail import mail

pytestmark = pytest.mark.django_db
ADDRESS, NAME = "Aigul.Person@example.org", "Айгүл Серікқызы"
SECOND = "aigul.second@example.org"


def traces(*words: str) -> list[str]:
    """Columns of any table, of ours or not, in which a word is, whatever its case."""
    escaped = {json.dumps(form)[1:-1] for word in words for form in (word, word.lower())}
    spellings = {form.lower() for form in (*words, *escaped)}
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                name = f"{table}.{column.name}"
                text = "\n".join(_texts(cursor, table, column.name)).lower()
                found += [name] if any(spelling in text for spelling in spellings) else []
    return found


def _texts(cursor, table: str, column: str) -> list[str]:
    kind = f"typeof(\"{column}\") = 'text'" if connection.vendor == "sqlite" else "true"
    cursor.execute(
        f'SELECT CAST("{column}" AS TEXT) FROM "{table}" WHERE "{column}" IS NOT NULL AND {kind}'
    )
    return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def person(settings):
    """Somebody who left traces wherever one can."""
    user = registering.user(ADDRESS.lower())
    user.first_name, user.last_name = NAME.split()
    user.save()
    EmailAddress.objects.create(user=user, email=ADDRESS.lower(), primary=True, verified=True)
    EmailAddress.objects.create(user=user, email=SECOND, verified=True)
    UserSession.objects.create(user=user, ip="1.2.3.4", session_key="k", user_agent="x")
    AccessAttempt.objects.create(
        username=ADDRESS.lower(), ip_address="1.2.3.4", failures_since_start=1
    )
    FocalPoint.objects.create(user=user, country=registering.country("kz"))
    page = registering.event(capacity=1)
    registration = registering.register(page, ADDRESS.lower())
    Registration.objects.filter(pk=registration.pk).update(name=NAME, diet=f"ask {SECOND}")
    answer = Answer(
        registration=registration, code="paper", purge_after=timezone.localdate(), value=None
    )
    answer.file.save("paper.pdf", ContentFile(b"%PDF-"), save=True)
    mail(ADDRESS, context={"title": NAME})
    Unsubscribed.objects.create(address=ADDRESS.lower(), subscription="digest")
    case = factories.case("Queue", advice=f"<p>Write to {ADDRESS}</p>")
    case.save_revision(user=user)
    ModelLogEntry.objects.log_action(user, "wagtail.edit", user=user)
    PageLogEntry.objects.log_action(case, "wagtail.edit", user=user, data={"comment": NAME})
    run()
    return registration


@pytest.fixture
def stranger():
    page = registering.event()
    mail("other@example.org", context={"title": "Other Person"})
    return registering.register(page, "other@example.org")


def test_person_is_erased_everywhere(person, stranger, django_capture_on_commit_callbacks):
    before = traces(ADDRESS, NAME)
    expected = {
        "auth_user.username",
        "account_emailaddress.email",
        "axes_accessattempt.username",
        "events_registration.name",
        "hub_outgoingmail.context",
        "hub_unsubscribed.address",
        "wagtailcore_revision.content",
        "casestudies_casestudy.advice",
        "search_searchdocument.body",
        "wagtailcore_modellogentry.label",
        "wagtailcore_pagelogentry.data",
    }
    assert expected - set(before) == set()
    assert traces(SECOND) != []
    kept = Registration.objects.values_list("status", flat=True).count()
    files = person.answers.get().file
    with django_capture_on_commit_callbacks(execute=True):
        call_command("erase_person", ADDRESS.upper(), "--yes")
    run()
    assert traces(ADDRESS, NAME, SECOND) == []
    assert Registration.objects.count() == kept
    assert not files.storage.exists(files.name)
    assert traces("other@example.org") != []
    assert Registration.objects.get(pk=stranger.pk).email == "other@example.org"


def test_counts_stay_and_the_place_of_an_event_to_come_is_free(person):
    waiting = registering.register(person.event, "second@example.org", "uz")
    assert waiting.status == "waiting"
    sent = OutgoingMail.objects.filter(to__iexact=ADDRESS).count()
    assert sent > 0
    erase_person(address=ADDRESS)
    person.refresh_from_db()
    waiting.refresh_from_db()
    assert (person.status, person.country.slug, person.role) == ("cancelled", "kz", "delegate")
    assert waiting.status == "confirmed"
    assert not OutgoingMail.objects.filter(to__iexact=ADDRESS).exists()


def test_who_came_still_counts_as_having_come(person):
    Event.objects.filter(pk=person.event_id).update(
        starts_at=timezone.now() - timedelta(days=3), ends_at=timezone.now() - timedelta(days=2)
    )
    Registration.objects.update(status="attended", checked_in_at=timezone.now())
    erase_person(address=SECOND)
    person.refresh_from_db()
    assert (person.status, person.email, person.name) == ("attended", "", "")


def test_waiting_mail_of_an_erased_person_is_not_sent(person, server):
    erase_person(address=ADDRESS)
    worker.once()
    assert [message["To"] for message in server.received] == []


def test_erasing_again_does_nothing(person):
    erase_person(address=ADDRESS)
    run()
    assert set(erase_person(address=ADDRESS).rows.values()) == {0}


def test_namesakes_and_words_of_the_vocabulary_keep_the_name(person, stranger):
    Registration.objects.filter(pk=stranger.pk).update(name=NAME)
    agency = Organisation.objects.create(slug="agency", name_en=f"Agency of {NAME} Affairs")
    erased = erase_person(address=ADDRESS)
    agency.refresh_from_db()
    assert agency.name_en == f"Agency of {NAME} Affairs"
    assert Registration.objects.get(pk=stranger.pk).name == NAME
    assert erased.named == {"events.Registration.name": 1, "hub.Organisation.name_en": 1}


def test_addresses_that_only_contain_the_address_stay(person, stranger):
    others = [f"x{ADDRESS.lower()}", f"{ADDRESS.lower()}.uk", f"x.{ADDRESS.lower()}"]
    for number, other in enumerate(others):
        mail(other, context={"said": f"{other}, {ADDRESS}."}, key=f"other:{number}")
    erase_person(address=ADDRESS)
    rows = OutgoingMail.objects.filter(key__startswith="other:").order_by("key")
    assert [row.to for row in rows] == others
    assert [row.context["said"] for row in rows] == [f"{other}, ." for other in others]


def test_account_with_all_rights_is_not_erased(admin_user):
    with pytest.raises(CommandError, match="may do everything"):
        call_command("erase_person", admin_user.email, "--yes")
    assert get_user_model().objects.filter(pk=admin_user.pk).exists()


def test_export_has_everything_of_one_person_and_no_secret(person, stranger, capsys):
    call_command("export_person", SECOND)
    text = capsys.readouterr().out
    found = json.loads(text)
    assert found["addresses"] == [ADDRESS.lower(), SECOND]
    assert found["events"]["registrations"][0]["name"] == NAME
    assert found["events"]["answers"][0]["code"] == "paper"
    assert [row["template"] for row in found["mail"]["letters"]]
    assert found["account"]["focal point"] != []
    assert [row["code"] for row in found["mentions in search"]] != []
    assert "md5$" not in text
    assert "other@example.org" not in text


def test_export_as_an_archive_has_the_uploaded_files(person, tmp_path):
    archive = tmp_path / "person.zip"
    call_command("export_person", ADDRESS, zip=archive)
    with ZipFile(archive) as written:
        found = json.loads(written.read("data.json"))
        name = found["events"]["answers"][0]["file"]
        assert written.namelist() == ["data.json", name]
        assert written.read(name) == b"%PDF-"


def test_unknown_address_is_no_error():
    assert export_person(address="nobody@example.org")["account"]["users"] == []
    assert set(erase_person(address="nobody@example.org").rows.values()) == {0}


def test_address_that_an_account_only_claims_is_not_that_person(person):
    other = get_user_model().objects.create_user("other", "other@example.org")
    EmailAddress.objects.create(user=other, email=ADDRESS.lower())
    names = {user["username"] for user in export_person(address=ADDRESS)["account"]["users"]}
    assert "other" not in names
    erase_person(address=ADDRESS)
    assert get_user_model().objects.filter(pk=other.pk).exists()
    assert not EmailAddress.objects.filter(user=other).exists()


@pytest.mark.parametrize("word", ["", " ", "reform", "@", "a b@example.org"])
def test_what_is_no_address_erases_and_hands_out_nothing(word):
    """Else all who have no address would be meant, and the word gone from every text."""
    nameless = get_user_model().objects.create_user("nameless", "")
    body = factories.organisation("Agency of reform")
    for command, options in (("erase_person", {"yes": True}), ("export_person", {})):
        with pytest.raises(CommandError, match="That is no address"):
            call_command(command, word, **options)
    body.refresh_from_db()
    assert (body.name_en, body.slug[:12]) == ("Agency of reform", "organisation")
    assert get_user_model().objects.filter(pk=nameless.pk).exists()


def test_old_mail_is_purged_and_its_key_stays(server, settings):
    old, fresh, waiting = mail(), mail(), mail(send_after=timezone.now() + timedelta(days=200))
    worker.once()
    long_ago = timezone.now() - timedelta(days=settings.HUB_MAIL_KEPT_DAYS + 1)
    OutgoingMail.objects.exclude(pk=fresh.pk).update(created=long_ago)
    assert (purge(), purge()) == (1, 0)
    row = OutgoingMail.objects.get(pk=old.pk)
    assert (row.key, row.status, row.to, row.text, row.context) == (old.key, "sent", "", "", {})
    assert OutgoingMail.objects.get(pk=fresh.pk).text != ""
    assert OutgoingMail.objects.get(pk=waiting.pk).to == "aigul@example.org"
    assert mail(key=old.key).pk == old.pk
