"""The organisation that a country names in a proposal."""

import pytest

from casestudies.models import CaseStudy
from casestudies.proposals import CaseProposalForm
from hub.models import Country, Organisation
from tests import factories

pytestmark = pytest.mark.django_db


def led_by(name: str) -> Organisation:
    """As when a proposal of Kazakhstan is sent."""
    form = CaseProposalForm({"lead": name}, country=Country.objects.get(slug="kz"))
    form.full_clean()
    page = CaseStudy()
    form.put_lead(page, name)
    form.complete(page)
    return page.lead_organisation


def test_ministries_whose_names_begin_alike_are_two_organisations():
    names = ["Министерство финансов", "Министерство юстиции"]
    assert [led_by(name).name_en for name in names] == names
    assert len({led_by(name).pk for name in names}) == 2


def test_organisation_that_was_named_before_is_the_same_one():
    assert led_by("Ministry of Order") == led_by("Ministry of Order")


def test_names_that_leave_one_code_are_two_organisations():
    assert led_by("Ministry, first") != led_by("Ministry first")


def test_organisation_of_the_country_comes_before_one_of_no_country():
    factories.organisation("Ministry of Order")
    own = factories.organisation("Ministry of Order", country=Country.objects.get(slug="kz"))
    assert led_by("ministry of order") == own
