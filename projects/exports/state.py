"""When the data changed last, without reading all of it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Max
from django.utils import timezone

from brochures.models import Attachment, MadeBrochure, PdfDocument
from projects.models import OrganisationIdentifier, ProjectPage
from projects.organisations import Organisation

# Another number whenever the same records are written down otherwise.
FORM = 1


@dataclass(frozen=True)
class State:
    """`tag` is another one after every change of what is published; `modified` is when a page changed last."""

    tag: str
    modified: datetime | None
    projects: int


def state() -> State:
    """In a fixed number of queries. A status turns with the day, so the day is part of it."""
    pages = ProjectPage.objects.live().aggregate(number=Count("pk"), last=Max("last_published_at"))
    parts = [
        FORM,
        settings.PUBLIC_URL,
        timezone.localdate(),
        *pages.values(),
        *Organisation.objects.aggregate(Count("pk"), Max("changed_at")).values(),
        *OrganisationIdentifier.objects.aggregate(Count("pk"), Max("pk")).values(),
        *Attachment.objects.aggregate(Count("pk"), Max("pk")).values(),
        *MadeBrochure.objects.aggregate(Count("pk"), Max("pk")).values(),
        *PdfDocument.objects.aggregate(Count("pk"), Max("file_changed_at")).values(),
    ]
    tag = hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]
    return State(tag, pages["last"], pages["number"])
