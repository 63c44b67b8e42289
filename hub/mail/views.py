"""Unsubscribing: a page with one button, and the request that mail programs make themselves."""

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hub.mail.subscriptions import in_words
from hub.mail.unsubscribing import is_unsubscribed, read_token, unsubscribe


@csrf_exempt  # mail providers post here without a cookie; the signed address is the permission
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe_page(request: HttpRequest, token: str) -> HttpResponse:
    try:
        address, subscription = read_token(token)
    except BadSignature as error:
        raise Http404 from error
    if request.method == "POST":
        unsubscribe(address=address, subscription=subscription)
    context = {
        "address": address,
        "subscription": in_words(subscription),
        "done": is_unsubscribed(address, subscription),
    }
    return render(request, "hub/unsubscribe.html", context)
