"""The secretariat's side of the talk about a proposal."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hub.models import Proposal
from hub.proposals.forms import AnswerForm
from hub.proposals.services import write_message


@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = get_object_or_404(Proposal.objects.exclude(page=None), pk=pk)
    if not proposal.page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        write_message(proposal=proposal, author=request.user, text=text, from_country=False)
        messages.success(request, _("Your message is with the country."))
        return redirect("proposal_talk", proposal.pk)
    thread = proposal.messages.select_related("author")
    context = {"proposal": proposal, "thread": thread, "form": form}
    return render(request, "hub/admin/proposal_talk.html", context)
