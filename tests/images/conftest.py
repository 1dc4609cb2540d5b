"""What tests of pictures share."""

import pytest

from images import making
from images.models import Picture
from rustavi_site.first_content import build
from tests.images.doors import DOORS
from tests.images.records import gallery, make_picture, single


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    """Publishes a page with all that follows when it is stored."""

    def publish_and_commit(page):
        with django_capture_on_commit_callbacks(execute=True):
            build.publish(page)

    return publish_and_commit


@pytest.fixture
def nothing_is_made(monkeypatch):
    """Whoever decodes a picture from here on fails the test."""

    def start():
        def fail(*_args, **_options):
            raise AssertionError("a picture was decoded")

        monkeypatch.setattr(making, "decode", fail)
        monkeypatch.setattr(Picture, "get_willow_image", fail)

    return start


@pytest.fixture
def full_page(budgeting, publish):
    """A picture at the head, one in the text and a gallery; each language has pictures of its own."""
    budgeting.picture = make_picture()
    for code in ("ka", "en"):
        pictures = [make_picture(name=f"{code}{number}.jpg") for number in range(3)]
        setattr(budgeting, f"body_{code}", [single(pictures[0]), gallery(*pictures[1:])])
    publish(budgeting)
    return budgeting


@pytest.fixture(params=DOORS)
def door(request):
    return DOORS[request.param]()
