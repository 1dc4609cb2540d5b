"""`make run`: the whole site on this machine, embedded database, debug off."""

from django.core.management.utils import get_random_secret_key

from . import environment as env
from .base import *  # noqa: F403 - a settings module is the sum of its base and its differences
from .base import ALLOWED_HOSTS, DATA_DIR


def _kept_secret_key() -> str:
    """The key of this installation, made once and kept in a file that only its owner reads."""
    file = DATA_DIR / "secret_key"
    if not file.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(get_random_secret_key())
    return file.read_text().strip()


SECRET_KEY = env.text("SECRET_KEY") or _kept_secret_key()
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "localhost", "127.0.0.1", "[::1]"]
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env.text("EMAIL_HOST")
    else "django.core.mail.backends.console.EmailBackend"
)
