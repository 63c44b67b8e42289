"""Addresses. Content applications come in by name only."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from hub import views
from hub.accounts.views import door
from hub.api import api
from hub.lists.views import reading_list, shared_list
from hub.mail.views import unsubscribe_page

urlpatterns = [
    path("", views.choose_language, name="root"),
    path("admin/login/", door),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/", api.urls),
    path("healthz/live", views.live, name="live"),
    path("healthz/ready", views.ready, name="ready"),
    path("robots.txt", views.robots, name="robots"),
    path("id/", include("search.permanent_urls")),
    path("cite/", include("casestudies.urls")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("mail/unsubscribe/<str:token>/", unsubscribe_page, name="unsubscribe"),
        path("account/", include("hub.accounts.urls")),
        path("list/", reading_list, name="reading_list"),
        path("lists/<slug:token>/", shared_list, name="shared_list"),
        path("desk/", include("hub.desk.urls")),
        path("_util/login/", door, name="door"),
        path("", include("search.urls")),
        path("", include("casestudies.page_urls")),
        path("", include("events.day_urls")),
        path("", include("events.registration_urls")),
        path("events/", include("events.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=True,
    ),
]

handler404 = "hub.views.not_found"
