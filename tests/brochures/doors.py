"""The doors by which a clerk brings a PDF, each with one way to knock at it, and what lies behind them."""

import hashlib
import html
import re
from pathlib import Path

from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import UploadedFile

from brochures.models import FileText, PdfDocument
from projects.models import ProjectPage
from tests.brochures import pdf_samples
from tests.reading import soup

TITLE = "წყალსადენის რეაბილიტაცია"
SOUND = pdf_samples.valid(3, "Title inside of the file")


def upload(content: bytes = SOUND, name: str = "brochure.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


class SingleForm:
    """`/admin/documents/add/`, without JavaScript."""

    def post(self, client, file, title=TITLE):
        return client.post(reverse("wagtaildocs:add"), {"title": title, "file": file, "tags": ""})

    def accepted(self, response) -> bool:
        return response.status_code == 302

    def refusal(self, response) -> str:
        return html.unescape(response.content.decode())

    def title_typed(self, response) -> str:
        return re.search(r'name="title" value="([^"]*)"', self.refusal(response))[1]


class SeveralAtOnce:
    """`/admin/documents/multiple/add/`, one request of JavaScript per file."""

    def post(self, client, file, title=TITLE):
        return client.post(
            reverse("wagtaildocs:add_multiple"),
            {"title": title, "files[]": file},
            headers={"X-Requested-With": "XMLHttpRequest"},
        )

    def accepted(self, response) -> bool:
        return response.json()["success"]

    def refusal(self, response) -> str:
        return response.json()["error_message"]

    def title_typed(self, response) -> str:
        return TITLE  # it stays in the browser


class RowOfFiles(SeveralAtOnce):
    """Files that are dropped on a row in the editor of a page, which tells its script where to send them."""

    def __init__(self):
        self.told = None

    def post(self, client, file, title=TITLE):
        if not self.told:
            page = ProjectPage.objects.order_by("pk").last()
            editor = soup(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
            self.told = editor.select_one("[data-files-of-row]")
        return client.post(
            self.told["data-upload"],
            {"title": title, "files[]": file, "collection": self.told["data-collection"]},
            headers={"X-Requested-With": "XMLHttpRequest"},
        )


class Chooser:
    """The upload tab of the window in which a page's editor chooses a file."""

    def post(self, client, file, title=TITLE):
        data = {"title": title, "file": file, "tags": ""}
        return client.post(
            reverse("wagtaildocs_chooser:create"),
            {f"document-chooser-upload-{name}": value for name, value in data.items()},
        )

    def accepted(self, response) -> bool:
        return response.json()["step"] == "chosen"

    def refusal(self, response) -> str:
        return html.unescape(response.json()["htmlFragment"])

    def title_typed(self, response) -> str:
        return re.search(r'name="document-chooser-upload-title" value="([^"]*)"', self.refusal(response))[1]


class Replacement(SingleForm):
    """The form of a file that is there already."""

    def __init__(self):
        self.document = None

    def post(self, client, file, title=TITLE):
        self.document = self.document or PdfDocument.objects.order_by("pk").first()
        address = reverse("wagtaildocs:edit", args=[self.document.pk])
        return client.post(address, {"title": title, "file": file, "tags": ""})


DOORS = {"single": SingleForm, "several": SeveralAtOnce, "chooser": Chooser, "replacement": Replacement}
EVERY_DOOR = DOORS | {"row of files": RowOfFiles}


def stored() -> dict[str, str]:
    """Every file of the private and of the public storage and the hash of its bytes."""
    folders = [Path(default_storage.location), Path(storages["public"].location)]
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }


def rows() -> list[tuple]:
    """Everything that the database knows of files."""
    tables = [PdfDocument.objects, FileText.objects, UploadedFile.objects]
    return [row for table in tables for row in table.order_by("pk").values_list()]
