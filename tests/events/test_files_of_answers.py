"""Files that people send: none without its row, and none longer than was promised."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from events import services
from events.exceptions import BadAnswers, Full
from events.models import Answer, Event, Question, Registration, RegistrationLog
from tests.factories import registering as given

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 passport of Zhuldyz"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }
    field = Answer._meta.get_field("file")
    kept, field.storage = field.storage, storages["private"]
    yield tmp_path
    field.storage = kept


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def asking(**fields) -> Event:
    page = given.event(**fields)
    Question.objects.create(event=page, code="scan", kind="file", label_en="Scan", keep_days=10)
    return page


def upload() -> dict:
    return {"scan": SimpleUploadedFile("a.pdf", PDF)}


def after(page, days):
    return time_machine.travel(page.ends_at + timedelta(days=days), tick=False)


def test_who_is_turned_away_leaves_no_file(folder):
    page = asking(capacity=0, waiting_list=False)
    with pytest.raises(Full):
        given.register(page, "a@example.org", answers=upload())
    assert (files(folder), Registration.objects.count()) == ([], 0)


def _register(mine: Registration) -> None:
    given.register(mine.event, "b@example.org", answers=upload())


def _change(mine: Registration) -> None:
    services.change(registration=mine, details={}, answers=upload())


def _correct(mine: Registration) -> None:
    by = given.user("organiser@example.org")
    services.correct(registration=mine, details={}, answers=upload(), by=by)


@pytest.mark.parametrize("step", [_register, _change, _correct])
def test_file_goes_when_what_follows_it_fails(folder, monkeypatch, step):
    mine = given.register(asking(), "a@example.org")
    monkeypatch.setattr(Answer, "save", _save_and_fail(Answer.save))
    with pytest.raises(RuntimeError):
        step(mine)
    assert (files(folder), Answer.objects.count()) == ([], 0)


def _save_and_fail(save):
    def inner(answer, **fields):
        save(answer, **fields)
        raise RuntimeError

    return inner


def test_old_files_without_a_row_are_swept_and_the_rest_stays(folder):
    mine = given.register(asking(), "a@example.org", answers=upload())
    known = Path(mine.answers.get().file.path)
    young, old = known.with_name("young.pdf"), known.with_name("old.pdf")
    two_days_ago = (timezone.now() - timedelta(days=2)).timestamp()
    for path in (young, old):
        path.write_bytes(PDF)
    for path in (known, old):
        os.utime(path, (two_days_ago, two_days_ago))
    assert [services.sweep_files(), services.sweep_files()] == [1, 0]
    assert sorted(files(folder)) == sorted([known, young])


def test_days_that_were_promised_hold_when_the_question_is_gone(
    folder, django_capture_on_commit_callbacks
):
    page = asking()
    mine = given.register(page, "a@example.org", answers=upload())
    Question.objects.all().delete()
    with after(page, 10):
        assert services.purge() == 0
    with after(page, 11), django_capture_on_commit_callbacks(execute=True):
        assert services.purge() == 1
    assert (Answer.objects.count(), files(folder)) == (0, [])
    log = RegistrationLog.objects.get(registration=mine, action="answers_purged")
    assert (log.actor_label, log.details) == ("system", {"fields": ["scan"]})


def test_answer_without_a_question_moves_with_the_event_and_no_further(folder):
    page = asking()
    mine = given.register(page, "a@example.org", answers=upload())
    Question.objects.all().delete()
    before = mine.answers.get().purge_after
    later = page.ends_at + timedelta(days=20)
    Event.objects.filter(pk=page.pk).update(ends_at=later)
    with after(page, 12):
        assert services.purge() == 0
    assert mine.answers.get().purge_after == before + timedelta(days=20)


def test_question_may_keep_answers_shorter_but_not_longer_than_was_promised(folder):
    page = asking()
    given.register(page, "a@example.org", answers=upload())
    Question.objects.update(keep_days=300)
    with after(page, 11):
        assert services.purge() == 1


def test_wrong_answers_are_refused_before_anything_is_written(folder):
    page = asking()
    with pytest.raises(BadAnswers):
        given.register(page, "a@example.org", answers={"scan": SimpleUploadedFile("a.pdf", b"MZ")})
    assert files(folder) == []
