"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.production")
application = get_wsgi_application()

if os.environ.get("METRICS_PORT"):
    from hub.metrics import serve

    serve(int(os.environ["METRICS_PORT"]), os.environ.get("METRICS_ADDRESS", "127.0.0.1"))
