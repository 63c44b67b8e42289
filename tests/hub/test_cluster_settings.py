"""Settings of the cluster: refused when they cannot work, and shown without their secrets."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.views.debug import SafeExceptionReporterFilter

from hub.settings import base
from hub.settings.cluster import cluster

SECRET = "Xyzzy1"


@pytest.fixture
def told(monkeypatch):
    """What the site makes of its environment."""

    def told(**environment: str) -> dict[str, object]:
        for name, value in environment.items():
            monkeypatch.setenv(f"ELASTICSEARCH_{name}", value)
        return cluster(base.env)

    return told


def test_each_node_is_asked(told):
    found = told(URL="https://es-1.example.org:9200, http://[::1]:9201 ,https://es/search")
    assert found["hosts"] == [
        "https://es-1.example.org:9200",
        "http://[::1]:9201",
        "https://es/search",
    ]
    assert told(URL="")["hosts"] == []


@pytest.mark.parametrize(
    "address", ["es-1:9200", "http://es-1", "es-1.example.org", "ftp://es-1:21", "http://es:port"]
)
def test_address_that_lacks_something_is_refused(told, address):
    with pytest.raises(ImproperlyConfigured, match="scheme, a host and a port"):
        told(URL=f"http://es-0:9200,{address}")


def test_password_in_an_address_is_refused_and_not_repeated(told):
    with pytest.raises(ImproperlyConfigured, match="ELASTICSEARCH_PASSWORD") as refused:
        told(URL=f"https://hub:{SECRET}@es-1:9200")
    assert SECRET not in str(refused.value)


def test_authority_that_is_not_there_is_refused(told, tmp_path):
    path = tmp_path / "ca.pem"
    with pytest.raises(ImproperlyConfigured, match="ELASTICSEARCH_CA_FILE"):
        told(CA_FILE=str(path))
    path.touch()
    assert told(CA_FILE=str(path))["ca_file"] == str(path)


def test_settings_are_shown_without_secrets(settings):
    settings.ELASTICSEARCH = {
        **settings.ELASTICSEARCH,
        "password": f"pass-{SECRET}",
        "api_key": f"key-{SECRET}",
    }
    shown = SafeExceptionReporterFilter().get_safe_settings()
    assert SECRET not in repr(shown)
    assert shown["ELASTICSEARCH"]["prefix"] == settings.ELASTICSEARCH["prefix"]
