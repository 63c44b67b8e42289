"""The public read API: routers of the applications, by name, under one schema."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from ninja import NinjaAPI, Swagger

from hub.languages import DEFAULT_LANGUAGE, asked_language


class API(NinjaAPI):
    """Its answers say which language was asked for; its errors are in the site's own."""

    def create_response(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().create_response(request, *args, **kwargs)
        well = response.status_code < 400
        response["Content-Language"] = asked_language(request.GET) if well else DEFAULT_LANGUAGE
        return response


api = API(
    title="Hub",
    version="1",
    description="Case studies, trend reviews, memoranda and events of the hub, to read.",
    urls_namespace="api",
    docs=Swagger(settings={"persistAuthorization": False}),
)
for router in settings.HUB_API_ROUTERS:
    api.add_router("", import_string(router))
