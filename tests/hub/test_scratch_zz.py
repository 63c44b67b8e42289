import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html
from tests import factories


@pytest.mark.django_db
@pytest.mark.parametrize(
    "app,model,kind",
    [
        ("casestudies", "casestudy", "case_study"),
        ("casestudies", "memorandum", "memorandum"),
        ("casestudies", "trendreview", "trend_review"),
        ("events", "event", "event"),
    ],
)
def test_x(admin_client, app, model, kind):
    url = reverse("wagtailadmin_pages:add", args=[app, model, factories.library(kind).pk])
    r = admin_client.get(url)
    assert r.status_code == 200, r
    data = querydict_from_html(r.content.decode(), form_id="page-edit-form")
    for k, v in data.lists():
        print(k, repr(v)[:100])
