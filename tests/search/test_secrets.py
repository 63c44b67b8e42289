"""Who we are is told to the cluster alone, and only to one that proves who it is."""

import ssl
import sys
from datetime import timedelta
from html import unescape
from io import StringIO
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.contrib.auth import get_user_model
from django.core.checks import run_checks
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.views.debug import ExceptionReporter

from search.engine import EngineUnavailable
from search.engines.elastic import client
from search.query import SearchQuery
from tests import factories
from tests.search.asking import ask
from tests.search.elastic import forget
from tests.search.relay import Relay

pytestmark = pytest.mark.django_db
LOGIN = {"user": "hub-user", "password": "pass-Xyzzy1", "api_key": "", "ca_file": ""}
KEY = {**LOGIN, "api_key": "key-Xyzzy2"}
SECRETS = ("Xyzzy", "aHViLXVzZXI6")  # in the clear, and as the header of the login has it


def certificate(folder, name: str):
    """Of a server at 127.0.0.1, its own authority: the path, with the key beside it."""
    key = ec.generate_private_key(ec.SECP256R1())
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = timezone.now()
    made = (
        x509.CertificateBuilder()
        .subject_name(own)
        .issuer_name(own)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / f"{name}.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


@pytest.fixture
def encrypted(elastic, settings, tmp_path):
    """A server behind TLS, and the certificates `theirs` and `another`."""
    theirs, another = certificate(tmp_path, "theirs"), certificate(tmp_path, "another")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(theirs, tmp_path / "theirs.key")
    factories.case("Queue")
    elastic.settle()
    relay = Relay(elastic.cluster.urls[0], tls=context)

    def asked(**options: str) -> str:
        """The engine that answers a visitor of a site with these options."""
        before = settings.ELASTICSEARCH
        settings.ELASTICSEARCH = {**before, **LOGIN, **options, "hosts": [relay.url]}
        forget()
        found = ask("queue")
        assert found.count == 1
        settings.ELASTICSEARCH = before
        forget()
        return found.engine

    yield relay, asked, {"theirs": str(theirs), "another": str(another)}
    relay.close()


def test_only_a_cluster_that_proves_who_it_is_is_told_who_we_are(encrypted):
    relay, asked, certificates = encrypted
    assert asked(ca_file=certificates["another"]) == "database"
    assert asked() == "database"  # the authorities that everybody believes do not know it
    assert relay.heard == []
    assert asked(ca_file=certificates["theirs"]) == "elasticsearch"
    assert b"authorization: basic ahvilxvzzxi6cgfzcy1yexp6ete=" in heard(relay)
    assert asked(ca_file=certificates["theirs"], api_key="key-Xyzzy2") == "elasticsearch"
    assert b"authorization: apikey key-xyzzy2" in heard(relay)


def heard(relay: Relay) -> bytes:
    return b"".join(relay.heard).lower()


@pytest.mark.parametrize("credentials", [LOGIN, KEY], ids=["login", "key"])
@pytest.mark.parametrize("hosts", ["theirs", ["http://127.0.0.1:1"], ["https://127.0.0.1:1"]])
def test_secrets_are_on_no_page_and_in_no_report(elastic, settings, client, hosts, credentials):
    page = factories.case("Queue")
    elastic.settle()
    hosts = settings.ELASTICSEARCH["hosts"] if hosts == "theirs" else hosts
    settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, **credentials, "hosts": hosts}
    forget_connections()
    client.force_login(get_user_model().objects.create_superuser("root", password="x"))
    told = [
        client.get(reverse("search_report")).content.decode(),
        client.get(reverse("search_page", args=[page.pk])).content.decode(),
        client.post(reverse("search_retry"), follow=True).content.decode(),
        repr(run_checks(databases=["default"])),
        repr(elastic.remote.__dict__),
        repr(elastic.engine.__dict__),
    ]
    status = StringIO()
    call_command("search_status", stdout=status)
    text = unescape("\n".join([*told, status.getvalue()]))
    assert elastic.index.name in text
    assert [secret for secret in SECRETS if secret in text] == []


@pytest.mark.parametrize("credentials", [LOGIN, KEY], ids=["login", "key"])
@pytest.mark.parametrize("hosts", [["http://127.0.0.1:1"], ["https://127.0.0.1:1"]])
@pytest.mark.parametrize("ask", ["search", "read"])
def test_secrets_are_on_no_page_of_a_developer(elastic, settings, hosts, credentials, ask):
    """Which shows the variables of every function that the failure came through."""
    settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, **credentials, "hosts": hosts}
    settings.DEBUG = True
    forget_connections()
    question = {
        "search": lambda: elastic.remote.search(SearchQuery("queue")),
        "read": lambda: elastic.remote.read("nothing", 1),
    }[ask]
    try:
        question()
    except EngineUnavailable:
        kind, error, came_through = sys.exc_info()
    below = came_through.tb_next  # this function has them among its own variables
    error.__traceback__ = below
    text = unescape(ExceptionReporter(None, kind, error, below).get_traceback_html())
    assert "EngineUnavailable" in text
    assert [secret for secret in SECRETS if secret in text] == []


def forget_connections() -> None:
    for connection in (client.reader, client.writer):
        connection.cache_clear()
