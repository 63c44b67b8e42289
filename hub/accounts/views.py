"""The account's own page, and the doors at which other sign-in forms used to stand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hub.access import countries_of
from hub.accounts.forms import PersonForm
from hub.accounts.language import language_of
from hub.accounts.middleware import has_admin_role
from hub.accounts.services import describe_person


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    user = request.user
    form = PersonForm(
        request.POST or None,
        initial={
            "first_name": user.first_name,
            "last_name": user.last_name,
            "language": language_of(user),
        },
    )
    if request.method == "POST" and form.is_valid():
        describe_person(user=user, **form.cleaned_data)
        with translation.override(form.cleaned_data["language"]):
            messages.success(request, _("Saved."))
        return redirect("account")
    context = {"form": form, "countries": countries_of(user), "editor": has_admin_role(user)}
    return render(request, "account/account.html", context)


@never_cache
@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Where Wagtail sends those who may not see something. There is one sign-in form; whoever has
    passed it is told that the page is not theirs, instead of being sent round in a circle."""
    if request.user.is_authenticated:
        return render(request, "403.html", status=403)
    return redirect_to_login(request.GET.get("next", "/admin/"))
