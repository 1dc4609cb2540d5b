"""A member of staff at the desk: opens the screens of the admin, fills in their forms and remembers what was shown."""

import json
from collections.abc import Callable
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag
from django.core import mail
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page

AUTHOR, EDITOR, ADMINISTRATOR, SUPERUSER = "author", "editor", "administrator", "superuser"
EVERYBODY = (AUTHOR, EDITOR, ADMINISTRATOR)
PUBLISHERS = (EDITOR, ADMINISTRATOR)

TYPED = ("text", "hidden", "email", "url", "number", "password", "date", "tel", "search")


class Refused(Exception):
    """The office does not let this member of staff in here."""


class Screen(NamedTuple):
    """What is done on a screen, and who may do it; everybody else is refused."""

    use: Callable
    roles: tuple[str, ...]


SCREENS: dict[str, Screen] = {}


def screen(name: str, *roles: str):
    """Names a screen for the roles that may use it."""

    def register(use):
        assert name not in SCREENS
        SCREENS[name] = Screen(use, roles or EVERYBODY)
        return use

    return register


class Desk:
    """`shown` is all that was shown, as (address, text): screens, windows that open in them, mails."""

    def __init__(self, client, user, pages: dict[str, Page]):
        self.client, self.user, self.pages = client, user, pages
        self.shown: list[tuple[str, str]] = []
        if user:
            client.force_login(user)

    def open(self, name: str, *args, status: int = 200, query: dict | None = None, **headers) -> BeautifulSoup:
        """Goes to an address or to the screen of this name."""
        address = name if name.startswith("/") else reverse(name, args=args)
        response = self.client.get(address, query or {}, follow=True, headers=headers or None)
        return self._look_at(address, response, status)

    def window(self, name: str, *args, **query) -> BeautifulSoup:
        """Opens what opens in a window over the screen, as its script does."""
        return self.open(name, *args, query=query, **{"X-Requested-With": "XMLHttpRequest"})

    def send(self, address: str, form: Tag | None = None, status: int = 200, **values) -> BeautifulSoup:
        """Sends a form as it stands, but for these values; a value of None is not sent."""
        data = (_filled(form) if form else {}) | values
        data = {name: value for name, value in data.items() if value is not None}
        response = self.client.post(address, data, follow=True)
        return self._look_at(address, response, status)

    def edit(self, page: Page, **values) -> BeautifulSoup:
        """Saves a page in its editor with these values."""
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        form = self.open(address).select_one("#w-editor-overview, form[data-edit-form]")
        answer = self.send(address, form, **NO_TEXT | values)
        tick = answer.select_one(".concerns-tick input")
        if tick is None or not any(name.startswith("action-") for name in values):
            return answer
        # Whoever sends or publishes a page with warnings reads them and ticks that it is right so.
        return self.send(address, answer.select_one("form[data-edit-form]"), **NO_TEXT | values | {tick["name"]: "on"})

    def read_mails(self) -> None:
        """Those that came since the last time."""
        for message in mail.outbox:
            for text in (message.subject, message.body, *(content for content, _kind in message.alternatives)):
                self.shown.append((f"mail: {message.subject}", text))
        mail.outbox.clear()

    def _look_at(self, address: str, response: HttpResponse, status: int) -> BeautifulSoup:
        home = reverse("wagtailadmin_home")
        came_to = response.redirect_chain[-1][0] if response.redirect_chain else address
        if response.status_code == 403 or (came_to == home != address and _said_no(response)):
            raise Refused(address)
        assert response.status_code == status, f"{address} answers {response.status_code}"
        text = b"".join(response).decode() if response.streaming else response.content.decode()
        if response.headers["Content-Type"].startswith("application/json"):
            text = "\n".join(_strings(json.loads(text)))
        self.shown.append((address, text))
        # Read when something is looked for in it, which takes half as long as making it.
        return SimpleLazyObject(lambda: BeautifulSoup(text, "html.parser"))


# The bodies of a page are written by scripts.
NO_TEXT = {"body_ka-count": "0", "body_en-count": "0"}


def _said_no(response) -> bool:
    return any(message.level_tag == "error" for message in (response.context or {}).get("messages", []))


def _strings(answer) -> list[str]:
    """Every text of a JSON answer."""
    if isinstance(answer, dict):
        answer = list(answer.values())
    if isinstance(answer, list):
        return [text for one in answer for text in _strings(one)]
    return [answer] if isinstance(answer, str) else []


def _filled(form: Tag) -> dict[str, str | list[str]]:
    """What a browser sends from a form that nobody has touched, without its buttons."""
    data = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name = field["name"]
        if field.has_attr("disabled") or "__prefix__" in name or field.find_parent("template"):
            continue
        kind = field.get("type", "text") if field.name == "input" else field.name
        if kind in TYPED:
            data[name] = field.get("value", "")
        elif kind == "textarea":
            data[name] = field.get_text().removeprefix("\n")
        elif kind in ("checkbox", "radio") and field.has_attr("checked"):
            data.setdefault(name, []).append(field.get("value", "on"))
        elif kind == "select":
            chosen = [option["value"] for option in field.select("option[selected]")]
            first = field.select_one("option")
            if not chosen and first and not field.has_attr("multiple"):
                chosen = [first.get("value", "")]
            data[name] = chosen
    return data
