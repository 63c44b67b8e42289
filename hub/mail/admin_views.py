"""The outbox in Wagtail's admin: what waits, what was sent, what was set aside and why."""

import base64
from email.mime.image import MIMEImage
from typing import Any

import django_filters
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from hub.mail.delivery import try_again
from hub.mail.message import build
from hub.mail.names import names
from hub.models import OutgoingMail

# What a mail shows, it shows to nobody's browser as a page of the site: no script, no request.
POLICY = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'"

TO = pgettext_lazy("letter", "To")
LETTER = _("Letter")


class MailFilterSet(WagtailFilterSet):
    to = django_filters.CharFilter(label=TO, lookup_expr="icontains")
    template = django_filters.ChoiceFilter(label=LETTER, choices=lambda: list(names().items()))

    class Meta:
        model = OutgoingMail
        fields = ["status", "to", "template", "language"]


class LabelledColumn(Column):
    """On a narrow screen a row is a block, whose cells carry their headings."""

    cell_template_name = "hub/admin/cell.html"


class LabelledDate(LabelledColumn):
    cell_template_name = "hub/admin/date_cell.html"


class MailPaginator(WagtailPaginator):
    @property
    def items_count_label(self) -> str:
        return ngettext("%(number)s letter", "%(number)s letters", self.count) % {
            "number": self.count
        }


class MailReport(ReportView):
    model = OutgoingMail
    page_title = _("Mail")
    header_icon = "mail"
    index_url_name = "mail_report"
    index_results_url_name = "mail_report_results"
    filterset_class = MailFilterSet
    permission_policy = ModelPermissionPolicy(OutgoingMail)
    any_permission_required = ["view"]
    default_ordering = "-id"
    is_searchable = False
    list_export = ["key", "status", "attempts", "created", "sent"]
    template_name = "hub/admin/mail_report.html"
    paginator_class = MailPaginator
    columns = [
        TitleColumn(
            "to",
            classname="w-whitespace-nowrap",
            label=TO,
            get_url=lambda row: reverse("mail", args=[row.pk]),
        ),
        LabelledColumn(
            "template",
            label=LETTER,
            accessor=lambda row: names().get(row.template, row.template),
        ),
        LabelledColumn("status", label=_("Status"), accessor="get_status_display"),
        LabelledColumn("attempts", label=_("Tries")),
        LabelledDate("created", label=_("Written")),
        LabelledDate("sent", label=_("Sent")),
        LabelledColumn("error", label=_("Last error"), accessor=lambda row: row.error[:120]),
    ]

    def get_queryset(self) -> Any:
        return OutgoingMail.objects.defer("context", "attachments", "text")


def _permitted(request: HttpRequest, pk: int, permission: str = "view") -> OutgoingMail:
    if not request.user.has_perm(f"hub.{permission}_outgoingmail"):
        raise PermissionDenied
    return get_object_or_404(OutgoingMail, pk=pk)


@require_safe
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One message: what was sent, or would be sent now."""
    row = _permitted(request, pk)
    return render(request, "hub/admin/mail.html", {"mail": row, **_content(row)})


@require_safe
def mail_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The message as a mail program draws it."""
    row = _permitted(request, pk)
    message = _content(row).get("message")
    page = _with_images(message) if message else ""
    return HttpResponse(page, headers={"Content-Security-Policy": POLICY})


@require_POST
def mail_again(request: HttpRequest, pk: int) -> HttpResponse:
    row = _permitted(request, pk, "change")
    try_again(pk=row.pk)
    return redirect("mail", row.pk)


def _content(row: OutgoingMail) -> dict[str, Any]:
    """The message, or why it cannot be put together: its fault is shown, not raised."""
    if row.secret and not getattr(settings, "HUB_DEMONSTRATION", False):
        return {"secret": True}
    if not row.context:
        return {"text": row.text}
    try:
        message = build(row)
    except Exception as error:
        return {"text": row.text, "fault": f"{type(error).__name__}: {error}"}
    return {"message": message, "text": row.text or message.body}


def _with_images(message: EmailMultiAlternatives) -> str:
    html = str(message.alternatives[0][0])
    for part in message.attachments:
        if isinstance(part, MIMEImage):
            content = base64.b64encode(part.get_payload(decode=True)).decode()
            source = f"data:{part.get_content_type()};base64,{content}"
            html = html.replace("cid:" + part["Content-ID"].strip("<>"), source)
    return html
