"""The admin in the hand of the site: its name, its mark, its colours."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.urls import reverse

from tests.reading import soup, visible_text

ROOT = Path(__file__).resolve().parents[2]
LIGHT, DARK = 0, 1


def css(name: str) -> str:
    return re.sub(r"/\*.*?\*/", "", (ROOT / "static/css" / name).read_text(), flags=re.S)


@cache
def variables() -> dict[str, str]:
    """What admin.css declares for the whole page."""
    block = re.search(r":root \{(.*?)\n\}", css("admin.css"), re.S).group(1)
    return dict(re.findall(r"(--[\w-]+): (.*?);\s", block + "\n"))


def colour(name: str, scheme: int) -> str:
    """The colour that a variable has in a scheme, "#rrggbb"."""
    value = variables()[name]
    if both := re.fullmatch(r"light-dark\((#\w+), (#\w+)\)", value):
        value = both.group(scheme + 1)
    if other := re.fullmatch(r"var\((--[\w-]+)\)", value):
        return colour(other.group(1), scheme)
    digits = value.removeprefix("#")
    return "#" + ("".join(2 * digit for digit in digits) if len(digits) == 3 else digits)


def contrast(one: str, other: str) -> float:
    """WCAG 2, 1.4.3."""

    def luminance(hexadecimal):
        channels = [int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


GROUNDS = ["page", "field", "field-inactive", "header", "dashboard-panel", "button-outline-hover"]
TEXTS = ["label", "context", "meta", "placeholder", "link-default", "link-hover", "button-outline-default"]
ON_COLOUR = [
    ("--w-color-text-label-menus-default", "--w-color-surface-menus"),
    ("--w-color-text-label-menus-active", "--w-color-surface-menu-item-active"),
    ("--on-deep", "--w-color-surface-tooltip"),
    ("--on-deep", "--w-color-surface-button-default"),
    ("--on-deep", "--w-color-surface-button-hover"),
    ("--on-deep", "--deep"),
    ("--ink", "--w-color-text-highlight"),
]
PARTS = [
    *[(name, f"--w-color-surface-{ground}") for name in ("--edge", "--focus") for ground in GROUNDS],
    ("--w-color-surface-button-default", "--w-color-surface-page"),
    ("--on-deep", "--w-color-surface-menus"),
    ("--hot-on-deep", "--w-color-surface-menus"),
    ("--hot-on-deep", "--w-color-surface-menu-item-active"),
]


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_of_the_admin_can_be_read(scheme):
    pairs = [(f"--w-color-text-{text}", f"--w-color-surface-{ground}") for text in TEXTS for ground in GROUNDS]
    for text, ground in [*pairs, *ON_COLOUR]:
        measured = contrast(colour(text, scheme), colour(ground, scheme))
        assert measured >= 4.5, f"{text} on {ground}: {measured:.2f}"


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_and_focus_of_the_admin_can_be_seen(scheme):
    for part, ground in PARTS:
        measured = contrast(colour(part, scheme), colour(ground, scheme))
        assert measured >= 3, f"{part} on {ground}: {measured:.2f}"


def test_colours_are_those_of_the_site():
    written = css("site.css")
    blocks = [re.search(rf"{before}\s*:root \{{(.*?)\}}", written, re.S)[1] for before in ("", r"scheme: dark\) \{")]
    light, dark = (dict(re.findall(r"(--[\w-]+): (.*?);\s", block)) for block in blocks)
    # The site's stand-ins for its typeface keep lines from moving; the admin has none.
    shared = (variables().keys() & light.keys()) - {"--sans"}
    assert {"--paper", "--ink", "--river", "--deep", "--furnace", "--focus"} <= shared
    for name in shared:
        value = light[name]
        if not value.startswith("#"):
            assert variables()[name] == value, name
            continue
        for scheme, wanted in ((LIGHT, value), (DARK, dark.get(name, value))):
            assert colour(name, scheme) == ("#ffffff" if wanted == "#fff" else wanted), name


def test_every_variable_that_we_set_is_one_of_wagtails():
    theirs = Path(finders.find("wagtailadmin/css/core.css")).read_text()
    for name in variables():
        if name.startswith("--w-"):
            assert f"{name}:" in theirs, f"{name} is not known to Wagtail any more"


def test_nothing_in_our_style_sheet_makes_capitals_or_asks_another_host():
    text = css("admin.css")
    assert "uppercase" not in text
    assert "capitalize" not in text
    assert "small-caps" not in text
    assert "//" not in text


@pytest.mark.django_db
def test_wagtails_capital_labels_are_undone(administrator_client):
    """Its style sheet writes some labels in capitals; each of these rules is undone in ours."""
    theirs = Path(finders.find("wagtailadmin/css/core.css")).read_text()
    selectors = re.findall(r"([^{}]+)\{[^{}]*text-transform:uppercase", theirs)
    ours = re.search(r"([^{}]+)\{ text-transform: none;", css("admin.css")).group(1)
    assert selectors
    for selector in ",".join(selectors).split(","):
        assert selector.strip() in [name.strip() for name in ours.split(",")]


@pytest.mark.django_db
def test_the_mark_and_the_name_of_city_hall_stand_in_the_menu(administrator_client):
    response = administrator_client.get("/admin/")
    document = soup(response)
    logo = BeautifulSoup(
        document.find("template", attrs={"data-wagtail-sidebar-branding-logo": True}).decode_contents(), "html.parser"
    )
    assert logo.img["src"].endswith("favicon.svg") and logo.img["alt"] == ""
    assert logo.get_text(strip=True) == "რუსთავის მერია"
    icon = document.find("link", rel="icon")
    assert (icon["href"], icon["type"]) == ("/static/img/favicon.svg", "image/svg+xml")
    assert not document.find("link", rel="shortcut")
    assert document.title.get_text() == "სამუშაო დაფა - რუსთავის მერია"
    assert document.find("link", href="/static/css/admin.css")


@pytest.mark.django_db
def test_the_dashboard_greets_by_name(client, editor):
    editor.first_name, editor.last_name = "ნინო", "ბერიძე"
    editor.save()
    client.force_login(editor)
    assert soup(client.get("/admin/")).h1.get_text(strip=True) == "მოგესალმებით, ნინო ბერიძე"


@pytest.mark.django_db
def test_wagtail_shows_no_logo_of_its_own(client, administrator):
    pages = [client.get("/admin/login/")]
    client.force_login(administrator)
    pages += [client.get("/admin/"), client.get("/admin/nothing/")]
    for response in pages:
        assert "icon-wagtail" not in response.content.decode()
        assert "wagtailadmin/images/favicon" not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "heading"), [("ka", "გვერდი ვერ მოიძებნა"), ("en", "Page not found")])
def test_a_missing_screen_is_explained_in_the_language_of_its_reader(client, administrator, language, heading):
    from wagtail.users.models import UserProfile

    UserProfile.objects.create(user=administrator, preferred_language=language)
    client.force_login(administrator)
    response = client.get("/admin/nothing/")
    assert response.status_code == 404
    document = soup(response)
    assert document.html["lang"] == language
    assert document.h1.get_text(strip=True) == heading
    assert document.main.find("a", class_="button")["href"] == reverse("wagtailadmin_home")


@pytest.mark.django_db
def test_a_forbidden_screen_leads_back_with_the_reason_in_georgian(editor_client):
    response = editor_client.get("/admin/users/", follow=True)
    assert "მართვის პანელის ამ ნაწილში შესვლის უფლება არ გაქვთ." in visible_text(response)


@pytest.mark.django_db
def test_the_avatar_comes_from_nowhere_else(administrator_client):
    html = administrator_client.get("/admin/").content.decode()
    assert "gravatar" not in html
    props = json.loads(BeautifulSoup(html, "html.parser").find(id="wagtail-sidebar-props").string)
    assert "gravatar" not in json.dumps(props)


def test_georgian_is_neither_spaced_out_nor_hyphenated_nor_written_in_capitals():
    text = css("site.css")
    assert not re.search(r"letter-spacing|text-transform|small-caps|::first-letter|hyphens: auto", text)
    assert "hyphens: manual" in text
    assert ':lang(ka) { quotes: "„" "“"' in text
