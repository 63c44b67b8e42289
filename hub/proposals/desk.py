"""What a country has proposed, on its desk."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.dates import hub_date
from hub.desk.section import Row, Section
from hub.models import Country, Proposal, ProposalState
from hub.proposals.forms import form_of

WAITS = {
    ProposalState.WRITING: _("Finish it and send it to the Secretariat."),
    ProposalState.RETURNED: _("The Secretariat has comments: answer, or change it and send it."),
}


def proposals(country: Country) -> Section:
    rows = Proposal.objects.filter(country=country).select_related("country")
    forms = {kind: form_of(kind) for kind in settings.HUB_PROPOSAL_FORMS}
    return Section(
        key="proposals",
        title=_("Proposals"),
        empty=_("Nothing proposed yet. A short case takes ten minutes."),
        rows=[_row(one) for one in rows],
        actions=[
            (form.begin, reverse("begin_proposal", args=[country.slug, kind]))
            for kind, form in forms.items()
            if form
        ],
    )


def _row(proposal: Proposal) -> Row:
    state = ProposalState(proposal.state)
    return Row(
        title=proposal.title,
        url=reverse("proposal", args=[proposal.country.slug, proposal.public_id]),
        state=state.label,
        mark=state,
        note=hub_date(timezone.localtime(proposal.changed_at)),
        waits=WAITS.get(state, ""),
        lang=proposal.language,
    )
