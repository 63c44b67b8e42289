"""The list of a browser, the lists of an account, and one that its owner shares."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hub.lists import services
from hub.lists.forms import CollectionForm
from hub.models import Collection


@require_safe
def reading_list(request: HttpRequest) -> HttpResponse:
    """The same for everybody: what is in it is known to the browser alone."""
    return render(request, "hub/lists/reading_list.html")


@require_safe
def shared_list(request: HttpRequest, token: str) -> HttpResponse:
    shared = Collection.objects.filter(shared=True).prefetch_related("items")
    return render(
        request, "hub/lists/shared.html", {"collection": get_object_or_404(shared, token=token)}
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def collections(request: HttpRequest) -> HttpResponse:
    taking_over, full = request.method == "POST" and "codes" in request.POST, False
    form = CollectionForm(request.POST if request.method == "POST" and not taking_over else None)
    try:
        if taking_over:
            codes = request.POST["codes"].split(",")
            found = services.take_over(owner=request.user, codes=codes)
            messages.success(request, _("The reading list of this browser is here now."))
            return redirect("collection", found.pk)
        if form.is_valid():
            return redirect("collection", services.make(owner=request.user, **form.cleaned_data).pk)
    except services.Full:
        full = True
        messages.error(request, _full())
    lists = services.lists_of(request.user)
    context = {"form": form, "collections": lists, "not_taken": taking_over and full}
    return render(request, "hub/lists/collections.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def collection(request: HttpRequest, pk: int) -> HttpResponse:
    own = Collection.objects.filter(owner=request.user).prefetch_related("items")
    found = get_object_or_404(own, pk=pk)
    acting = request.method == "POST" and request.POST.get("action") != "describe"
    if acting:
        return _act(request, found)
    form = CollectionForm(request.POST or None, instance=found)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("collection", pk)
    return render(request, "hub/lists/collection.html", {"form": form, "collection": found})


def _act(request: HttpRequest, found: Collection) -> HttpResponse:
    """`action`: what to do, and with which work, such as "up CS-0001"."""
    action, _blank, code = request.POST.get("action", "").partition(" ")
    if code and not services.CODE.fullmatch(code):
        raise Http404
    if action == "delete":
        found.delete()
        messages.success(request, _("The list “%(title)s” is deleted.") % {"title": found.title})
        return redirect("collections")
    if action == "add":
        _add(request, found)
    elif action == "remove":
        services.remove(collection=found, code=code)
    elif action == "note":
        _note(request, found, code)
        messages.success(request, _("Saved."))
    elif action in ("up", "down"):
        _note(request, found, code)
        services.move(collection=found, code=code, by=-1 if action == "up" else 1)
    elif action in ("share", "unshare"):
        services.share(collection=found, shared=action == "share")
    return redirect("collection", found.pk)


def _note(request: HttpRequest, found: Collection, code: str) -> None:
    """What is typed beside a work is not lost by whichever button of its row is pressed."""
    if (note := request.POST.get(f"note-{code}")) is not None:
        services.describe(collection=found, code=code, note=note)


def _add(request: HttpRequest, found: Collection) -> None:
    try:
        number = services.add(collection=found, codes=request.POST.get("codes", "").split(","))
    except services.Full:
        messages.error(request, _full())
        return
    words = ngettext("%(n)s work added.", "%(n)s works added.", number) % {"n": number}
    messages.success(request, words) if number else messages.warning(request, _("Nothing added."))


def _full() -> str:
    return _("An account has room for %(lists)s lists of %(works)s works each.") % {
        "lists": services.MOST_LISTS,
        "works": services.MOST_WORKS,
    }
