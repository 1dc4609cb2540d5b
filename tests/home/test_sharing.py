"""What the head of a record, of the data and of the search tells networks; of pages: test_social_cards.py."""

import pytest

from brochures.models import Attachment
from projects.models import Organisation
from tests.reading import soup

pytestmark = pytest.mark.django_db

LOCALES = {"ka": "ka_GE", "en": "en_GB"}
SITE = {"ka": "ქალაქ რუსთავის მუნიციპალიტეტის მერია", "en": "Rustavi Municipality City Hall"}


def told(document) -> dict[str, str]:
    tags = document.head.select('meta[property^="og:"], meta[name^="twitter:"]')
    found = {tag.get("property") or tag["name"]: tag["content"] for tag in tags}
    assert len(found) == len(tags)
    return found


def brochure() -> Attachment:
    return Attachment.objects.on_live_pages().with_documents().select_related("page").first()


def organisation() -> Organisation:
    return Organisation.objects.filter(project_roles__page__live=True).first()


class DataPage:
    """Where the page about the data is."""

    @staticmethod
    def path_in(code: str) -> str:
        return f"/{code}/data/"


@pytest.mark.parametrize("code", ["ka", "en"])
@pytest.mark.parametrize("record", [organisation, brochure, DataPage])
def test_a_record_is_shared_as_itself(client, record, code):
    document = soup(client.get(record().path_in(code)))
    shared = told(document)
    other = "en" if code == "ka" else "ka"
    assert shared.pop("og:title") == document.h1.get_text(strip=True)
    assert {name: value for name, value in shared.items() if "image" not in name and name != "twitter:card"} == {
        "og:type": "website",
        "og:description": document.find("meta", attrs={"name": "description"})["content"],
        "og:url": document.find("link", rel="canonical")["href"],
        "og:site_name": SITE[code],
        "og:locale": LOCALES[code],
        "og:locale:alternate": LOCALES[other],
    }
    assert shared["og:description"]
    assert bool(shared.get("og:image")) == (record is brochure)
    assert shared["twitter:card"] == ("summary_large_image" if record is brochure else "summary")


@pytest.mark.parametrize("code", ["ka", "en"])
def test_a_brochure_is_shared_with_the_card_of_its_page(client, code):
    row = brochure()
    of_page = told(soup(client.get(row.page.specific.path_in(code))))
    shared = told(soup(client.get(row.path_in(code))))
    assert shared["og:image"] == of_page["og:image"]
    assert shared["og:image:alt"] == of_page["og:image:alt"]


@pytest.mark.parametrize(("code", "title"), [("ka", "ძიების შედეგები: UNDP"), ("en", "Search results: UNDP")])
def test_the_answer_to_a_question_has_no_address_to_share(client, code, title):
    document = soup(client.get(f"/{code}/search/?q=UNDP"))
    assert document.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    shared = told(document)
    assert shared.pop("og:description")
    assert shared == {
        "og:type": "website",
        "og:title": title,
        "og:site_name": SITE[code],
        "og:locale": LOCALES[code],
        "twitter:card": "summary",
    }
