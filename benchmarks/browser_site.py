"""What the browser is sent: the demonstration as production serves it, files under hashed names."""

from hub.settings.base import *  # noqa: F403
from hub.settings.base import env

DEBUG = False
SECRET_KEY = "only-for-a-benchmark"
ALLOWED_HOSTS = ["127.0.0.1"]
HUB_DEMONSTRATION = True
STATIC_ROOT = env.str("BENCH_STATIC_ROOT")
ACCOUNT_LOGIN_METHODS = {"email", "username"}
