"""The public read API: routers of the applications, by name, under one schema."""

from django.conf import settings
from django.utils.module_loading import import_string
from ninja import NinjaAPI, Swagger

api = NinjaAPI(
    title="Hub",
    version="1",
    description="Case studies, trend reviews, memoranda and events of the hub, to read.",
    urls_namespace="api",
    docs=Swagger(settings={"persistAuthorization": False}),
)
for router in settings.HUB_API_ROUTERS:
    api.add_router("", import_string(router))
