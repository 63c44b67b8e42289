"""One process holds a lease, until it runs out or is given up."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hub.lease import DURATION, Lease, LeaseLost
from hub.models import WorkerLease

pytestmark = pytest.mark.django_db


def lease(holder: str) -> Lease:
    found = Lease("search")
    found.holder = holder
    return found


def run_out() -> None:
    WorkerLease.objects.update(until=timezone.now() - timedelta(seconds=1))


def test_lease_is_held_by_one_until_it_runs_out():
    first, second = lease("a"), lease("b")
    assert (first.take(), second.take(), first.take()) == (True, False, True)
    run_out()
    assert (second.take(), first.take()) == (True, False)
    first.give_up()
    assert WorkerLease.objects.get().holder == "b"
    second.give_up()
    assert first.take()


def test_lease_is_prolonged_by_taking_it_again():
    holder = lease("a")
    holder.take()
    WorkerLease.objects.update(until=timezone.now() + timedelta(seconds=1))
    holder.take()
    left = WorkerLease.objects.get().until - timezone.now()
    assert DURATION - timedelta(seconds=5) < left <= DURATION


def test_holder_learns_that_another_has_taken_over():
    first, second = lease("a"), lease("b")
    assert not first.is_taken()
    first.hold()
    assert (first.is_taken(), second.is_taken()) == (True, True)
    run_out()
    assert not first.is_taken()
    second.hold()
    with pytest.raises(LeaseLost):
        first.hold()
