"""How the site reaches Elasticsearch; what would fail at the first question is refused here."""

import os
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env


def cluster(env: Env) -> dict[str, Any]:
    """No message repeats a value: a password may stand in it."""
    addresses = env.str("ELASTICSEARCH_URL", "").split(",")
    hosts = [address.strip() for address in addresses if address.strip()]
    if any("@" in urlsplit(host).netloc for host in hosts):
        raise ImproperlyConfigured(
            "ELASTICSEARCH_URL is shown and logged: name user and password in ELASTICSEARCH_USER "
            "and ELASTICSEARCH_PASSWORD instead."
        )
    if not all(map(_is_whole, hosts)):
        raise ImproperlyConfigured(
            "ELASTICSEARCH_URL: each address has a scheme, a host and a port, such as "
            "https://search-1.example.org:9200, with commas between."
        )
    ca_file = env.str("ELASTICSEARCH_CA_FILE", "")
    if ca_file and not os.access(ca_file, os.R_OK):
        raise ImproperlyConfigured("ELASTICSEARCH_CA_FILE is not there or may not be read.")
    return {
        "hosts": hosts,
        "user": env.str("ELASTICSEARCH_USER", ""),
        "password": env.str("ELASTICSEARCH_PASSWORD", ""),
        "api_key": env.str("ELASTICSEARCH_API_KEY", ""),
        "ca_file": ca_file,
        "prefix": env.str("ELASTICSEARCH_PREFIX", "hub"),
    }


def _is_whole(address: str) -> bool:
    parts = urlsplit(address)
    try:
        has_port = parts.port is not None or parts.scheme == "https"  # whose port is 443 then
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and has_port
