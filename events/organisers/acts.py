"""What an organiser can do with a registration: each is a service, and asked before it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events import services
from events.enums import RegistrationStatus
from events.models import Registration
from events.services.organising import TO_DECIDE


@dataclass(frozen=True, slots=True)
class Act:
    """`fits` says whether to offer it; the service alone decides."""

    key: str
    label: str | Promise
    question: str | Promise
    done: str | Promise
    run: Callable[..., Registration]
    fits: Callable[[Registration, datetime], bool]
    needs_reason: bool = False
    serious: bool = False


class NoForm(forms.Form):
    pass


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It goes into the letter as you write it, to everybody in the same words."),
    )


def _may_leave(one: Registration, _now: datetime) -> bool:
    return one.is_active and not one.checked_in_at


def _may_be_absent(one: Registration, now: datetime) -> bool:
    return one.status == RegistrationStatus.CONFIRMED and one.event.starts_at <= now


ACTS = {
    act.key: act
    for act in (
        Act(
            "approve",
            _("Approve"),
            _("There is a place, or a place on the waiting list, and a letter that says so."),
            _("Approved"),
            services.approve,
            lambda one, now: (
                one.status in TO_DECIDE and not one.substitute and one.event.takes_place(now)
            ),
        ),
        Act(
            "promote",
            _("Give a place now"),
            _("Ahead of all who wait longer and of places kept for countries. A letter follows."),
            _("Place given"),
            services.promote,
            lambda one, now: (
                one.status == RegistrationStatus.WAITING and one.event.takes_place(now)
            ),
        ),
        Act(
            "decline",
            _("Decline"),
            _("The place, if there was one, passes to the next in line. A letter follows."),
            _("Declined"),
            services.decline,
            _may_leave,
            needs_reason=True,
            serious=True,
        ),
        Act(
            "cancel",
            _("Cancel"),
            _("For somebody who asked for it. The place passes to the next; a letter follows."),
            _("Cancelled"),
            services.cancel,
            lambda one, now: _may_leave(one, now) and one.event.ends_at > now,
            serious=True,
        ),
        Act(
            "ticket",
            _("Send the ticket again"),
            _("The letter with ticket and calendar file, once more to the same address."),
            _("Sent"),
            services.send_ticket_again,
            lambda one, now: (
                one.holds_place and not one.is_provisional and one.event.takes_place(now)
            ),
        ),
        Act(
            "absent",
            _("Mark as absent"),
            _("No letter follows. A check-in afterwards puts it right."),
            _("Marked as absent"),
            services.mark_absent,
            _may_be_absent,
        ),
    )
}
OF_MANY = ("approve", "decline")


def acts_for(registration: Registration, now: datetime) -> list[Act]:
    return [act for act in ACTS.values() if act.fits(registration, now)]


def form_for(act: Act, data: Any = None) -> forms.Form:
    return ReasonForm(data) if act.needs_reason else NoForm(data)
