"""What the first content lacks, put into a site that runs: `python -m tests.browser.sample_pages FOLDER`.

The pages stand behind the real ones in every list. What cannot be true at the same time, that nothing is published yet
and that a banner stands above all pages, and what only a link to a draft shows, is written into FOLDER as files and
taken back.
"""

import datetime
import io
import os
import sys
from decimal import Decimal
from pathlib import Path

import django

from tests.browser import sample_record

# Name and path without language.
RECORDED = {
    "alert": "/",
    "second-page-of-projects": "/projects/?page=2",
    "brochure-with-versions": "/brochures/1/",
    "no-projects": "/projects/",
    "no-announcements": "/announcements/",
    "no-brochures": "/brochures/",
    # What a link to a draft shows, under the address of the page itself.
    "draft": "/projects/overfull/",
}
# More than one page of a list holds.
FILLERS = 20
# By the name with which they log in, all with one password: their group, and how they are called.
STAFF = {"nino": ("ავტორები", "ნინო", "ბერიძე"), "giorgi": ("რედაქტორები", "გიორგი", "მაისურაძე")}


def make_all(folder: Path) -> None:
    """Everything; `folder` gets a file for each recorded page and language."""
    _make_projects()
    _make_announcements()
    _make_staff()
    for language in ("ka", "en"):
        for name, text in _recorded_pages(language):
            (folder / f"{name}-{language}.html").write_text(text)


def _make_projects() -> None:
    from projects.models import (
        Organisation,
        ProjectIndexPage,
        ProjectObjective,
        ProjectOrganisation,
        ProjectPage,
    )
    from projects.organisations import Role
    from rustavi_site.first_content import build
    from rustavi_site.style_page import samples

    index = ProjectIndexPage.objects.get()
    upright, lying = _picture(900, 1600), _picture(1600, 900)
    pictures = {
        "ka": [("picture", {"image": upright, "caption": "ნიმუში"}), ("gallery", _gallery(upright, lying, lying))],
        "en": [("picture", {"image": upright, "caption": "Sample"}), ("gallery", _gallery(upright, lying, lying))],
    }
    overfull = ProjectPage(
        slug="overfull",
        title=samples.LONG_TITLE_KA,
        title_en=samples.LONG_TITLE_EN,
        summary_ka=samples.SUMMARY_KA,
        summary_en=samples.SUMMARY_EN,
        picture=upright,
        start_date=datetime.date(2013, 9, 1),
        end_date=datetime.date(2039, 6, 30),
        budget_amount=Decimal("9876543210.80"),
        budget_currency="EUR",
        contact_name_ka="ნიმუშის სამსახური",
        contact_name_en="Sample department",
        contact_phone="+995 000 00 00 00",
        contact_email="a-very-long-address-of-a-department@international-cooperation.example.org",
    )
    for code in ("ka", "en"):
        body = [(block.block_type, block.value) for block in samples.body(code)]
        setattr(overfull, f"body_{code}", [*body, *pictures[code]])
    overfull.organisations = [
        ProjectOrganisation(organisation=_saved(row.organisation), role=row.role)
        for row in samples.roles(funder=2, implementing=1, partner=20, beneficiary=1)
    ]
    texts = {"text_ka": samples.SUMMARY_KA, "text_en": samples.SUMMARY_EN}
    overfull.objectives = [ProjectObjective(**texts) for _number in range(12)]
    sample_record.fill(overfull, emblem=lying)
    untranslated = ProjectPage(
        slug="untranslated",
        title=f"{samples.LONG_TITLE_KA} (3)",
        summary_ka=samples.SUMMARY_KA,
        body_ka=[(block.block_type, block.value) for block in samples.body("ka")[:3]],
        start_date=datetime.date(2012, 2, 1),
        duration_months=9,
    )
    untranslated.organisations = [
        ProjectOrganisation(organisation=_saved(Organisation(name_ka="ნიმუშის ფონდი")), role=Role.FUNDER)
    ]
    for page in (overfull, untranslated, ProjectPage(slug="bare", title="ხიდი")):
        index.add_child(instance=page)
        build.publish(page)


def _make_announcements() -> None:
    from announcements.models import AnnouncementIndexPage, AnnouncementPage, AnnouncementProject
    from projects.models import ProjectPage
    from rustavi_site.first_content import build
    from rustavi_site.style_page import samples

    index = AnnouncementIndexPage.objects.get()
    project = ProjectPage.objects.get(slug="overfull")
    for name in ("open_call", "closed_call", "coming_event", "past_event", "notice"):
        told = samples.announcements()[name]
        page = AnnouncementPage(slug=name.replace("_", "-"))
        for field in ("title", "title_en", "kind", "date", "deadline", "deadline_time", "summary_ka", "summary_en"):
            setattr(page, field, getattr(told, field))
        page.project_rows = [AnnouncementProject(project=project)]
        index.add_child(instance=page)
        build.publish(page)
    for number in range(FILLERS):
        day = datetime.date(2010, 1, 1) + datetime.timedelta(number)
        titles = {"title": f"ნიმუში {number}", "title_en": f"Sample {number}"}
        index.add_child(instance=AnnouncementPage(slug=f"filler-{number}", date=day, **titles))


def _make_staff() -> None:
    """Their password is that of the first administrator."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    for name, (group, first_name, last_name) in STAFF.items():
        user = get_user_model().objects.create_user(
            name, f"{name}@example.org", os.environ["ADMIN_PASSWORD"], first_name=first_name, last_name=last_name
        )
        user.groups.set([Group.objects.get(name=group)])


def _recorded_pages(language: str):
    """(name, text) of each page as it is in a state that is taken back."""
    from django.db import transaction
    from django.test import Client
    from django.utils import timezone

    from announcements.models import AnnouncementPage
    from brochures.models import Attachment, FileVersion, MadeBrochure, PdfDocument
    from home.models import AlertBanner
    from projects.models import ProjectIndexPage, ProjectPage
    from rustavi_site.style_page import samples
    from signoff.models import DraftLink

    def read(name: str, path: str = "") -> tuple[str, str]:
        answer = Client(headers={"host": "127.0.0.1"}).get(path or f"/{language}{RECORDED[name]}")
        assert answer.status_code == 200, answer
        return name, answer.content.decode()

    with transaction.atomic():
        alert = AlertBanner.load()
        for field in ("text_ka", "text_en", "link"):
            setattr(alert, field, getattr(samples.alert(), field))
        alert.expires_at = timezone.now() + datetime.timedelta(days=1)
        alert.save()
        yield read("alert")
        transaction.set_rollback(True)
    with transaction.atomic():
        page = ProjectPage.objects.get(slug="overfull")
        page.summary_ka = f"{page.summary_ka} {page.summary_ka}"
        page.save_revision()
        link = DraftLink(page=page.page_ptr, recipient="")
        link.valid_for(days=7)
        link.save()
        yield read("draft", link.path(language))
        transaction.set_rollback(True)
    with transaction.atomic():
        index = ProjectIndexPage.objects.get()
        for number in range(FILLERS):
            index.add_child(instance=ProjectPage(slug=f"filler-{number}", title=f"ნიმუში {number}"))
        yield read("second-page-of-projects")
        transaction.set_rollback(True)
    with transaction.atomic():
        version = samples.earlier_version()
        version.document = Attachment.objects.get(pk=1).document_ka
        FileVersion.objects.bulk_create([version])
        PdfDocument.objects.filter(pk=version.document_id).update(version=version.number + 1)
        name, text = read("brochure-with-versions")
        assert 'id="earlier-ka"' in text
        yield name, text
        transaction.set_rollback(True)
    with transaction.atomic():
        AnnouncementPage.objects.update(live=False)
        ProjectPage.objects.update(live=False)
        Attachment.objects.all().delete()
        MadeBrochure.objects.all().delete()
        for name in ("no-projects", "no-announcements", "no-brochures"):
            yield read(name)
        transaction.set_rollback(True)


def _saved(organisation):
    """The one of this name: an organisation may have two roles."""
    found = type(organisation).objects.filter(name_ka=organisation.name_ka).first()
    if not found:
        organisation.save()
    return found or organisation


def _picture(width: int, height: int):
    """A picture of this many pixels, with all that can be said of one."""
    from django.core.files.base import ContentFile
    from PIL import Image

    from images.models import Picture

    content = io.BytesIO()
    Image.radial_gradient("L").resize((width, height)).convert("RGB").save(content, "JPEG")
    picture = Picture(
        title="Sample", alt_ka="წრეები", alt_en="Circles", credit_ka="ნიმუშის ფოტო", credit_en="Sample photograph"
    )
    picture.file = ContentFile(content.getvalue(), name=f"sample-{width}-{height}.jpg")
    picture.save()
    return picture


def _gallery(*pictures) -> dict:
    return {"pictures": [{"image": picture, "caption": ""} for picture in pictures]}


if __name__ == "__main__":
    django.setup()
    make_all(Path(sys.argv[1]))
