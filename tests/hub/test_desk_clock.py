"""By which clock the pages of a desk tell days."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from hub.models import Proposal, ProposalMessage, ProposalState
from tests.factories.proposing import begun

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("chosen", "day"),
    [("", "1\u00a0March 2030"), ("America/New_York", "28\u00a0February 2030")],
)
def test_days_are_told_by_the_clock_of_the_reader_or_of_the_secretariat(focal, chosen, day):
    proposal = begun(focal)
    UserProfile.objects.create(user=focal.user, current_time_zone=chosen)
    moment = datetime(2030, 2, 28, 19, tzinfo=UTC)
    ProposalMessage.objects.create(proposal=proposal, text="Yes.", from_country=True)
    Proposal.objects.update(changed_at=moment, state=ProposalState.SENT)
    ProposalMessage.objects.update(created_at=moment)
    address = reverse("proposal", args=["kz", proposal.public_id])
    pages = [focal.get(path).content.decode() for path in ("/en/desk/kz/", address)]
    assert [day in page for page in pages] == [True, True]
