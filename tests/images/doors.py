"""Every door by which a picture comes in."""

import html

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from images.models import Picture
from tests.images import picture_samples as samples

TITLE = "ყდა 2026 საბოლოო IMG_2231"


def upload(content: bytes, name: str = "picture.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def make_picture(content: bytes | None = None, name: str = "old.png", **fields) -> Picture:
    picture = Picture(title="ძველი სურათი", **fields)
    picture.file = ContentFile(content or samples.png(), name=name)
    picture.save()
    return picture


class SingleForm:
    """`/admin/images/add/`"""

    def post(self, client, file, **more):
        return client.post(reverse("wagtailimages:add"), {"title": TITLE, "file": file, "tags": ""} | more)

    def accepted(self, response) -> bool:
        return response.status_code == 302

    def errors(self, response) -> list[str]:
        return [str(error) for error in response.context["form"].errors["file"]]

    def shown(self, response) -> str:
        return html.unescape(response.content.decode())


class SeveralAtOnce:
    """`/admin/images/multiple/add/`, one request of JavaScript per file."""

    def post(self, client, file, **more):
        return client.post(
            reverse("wagtailimages:add_multiple"),
            {"title": TITLE, "files[]": file} | more,
            headers={"X-Requested-With": "XMLHttpRequest"},
        )

    def accepted(self, response) -> bool:
        return response.json()["success"]

    def errors(self, response) -> list[str]:
        return self.shown(response).split("\n")

    def shown(self, response) -> str:
        return response.json()["error_message"]


class Chooser:
    """The upload tab of the window in which a page's editor chooses a picture."""

    def post(self, client, file, **more):
        data = {"title": TITLE, "file": file, "tags": ""} | more
        return client.post(
            reverse("wagtailimages_chooser:create"),
            {f"image-chooser-upload-{name}": value for name, value in data.items()},
        )

    def accepted(self, response) -> bool:
        return response.json()["step"] == "chosen"

    def errors(self, response) -> list[str]:
        return [str(error) for error in response.context["form"].errors["file"]]

    def shown(self, response) -> str:
        return html.unescape(response.json()["htmlFragment"])


class Replacement(SingleForm):
    """The form of a picture that is there already."""

    def __init__(self):
        self.picture = None

    def post(self, client, file, **more):
        self.picture = self.picture or make_picture()
        address = reverse("wagtailimages:edit", args=[self.picture.pk])
        return client.post(address, {"title": TITLE, "file": file, "tags": ""} | more)


DOORS = {"single": SingleForm, "several": SeveralAtOnce, "chooser": Chooser, "replacement": Replacement}
