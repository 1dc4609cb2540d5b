"""Announcements: news, calls, events and notices about the projects."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from bilingual.blocks import BodyBlock
from bilingual.filters import filtered
from bilingual.models import BilingualPage
from bilingual.pagination import paginate, part_of
from bilingual.panels import tabs
from bilingual.rows import RowsPanel
from bilingual.text import Text, text_of
from brochures.models import PageWithBrochures
from brochures.panels import MadeBrochurePanel, attachment_panel
from images.renditions import EMBLEM, Place
from images.uses import texts_of_pictures
from projects.models import ProjectPage
from projects.visibility import FunderVisibility

from .brochure import brochure_content
from .filters import ANNOUNCEMENT_FILTERS
from .kinds import Kind
from .publishing import contradictory_dates


class AnnouncementPageQuerySet(PageQuerySet):
    def newest_first(self):
        """By date; those without one by the day on which readers first saw them, as who publishes one expects."""
        day = Coalesce("date", TruncDate("first_published_at"))
        return self.order_by(day.desc(nulls_last=True), F("first_published_at").desc(nulls_last=True), "-pk")

    def about(self, project):
        """Those that name this project."""
        return self.filter(project_rows__project_id=project.pk).distinct()


class AnnouncementIndexPage(BilingualPage):
    """The list of all announcements."""

    intro = models.TextField(_("introduction"), blank=True)

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["announcements.AnnouncementPage"]
    template = "pages/announcement_index.html"
    content_fields = ("intro",)
    teaser_field = "intro"
    page_size = 20

    edit_handler = tabs(georgian=["intro_ka"], english=["intro_en"], facts=[])

    class Meta:
        verbose_name = _("list of announcements")
        verbose_name_plural = _("lists of announcements")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        announcements = AnnouncementPage.objects.live().child_of(self)
        context["filters"] = filters = filtered(request, announcements, ANNOUNCEMENT_FILTERS)
        shown = filters.items.defer_streamfields().newest_first()
        context["announcements"] = paginate(request, shown, self.page_size)
        self.part = part_of(context["announcements"], filters)
        return context


class AnnouncementPage(PageWithBrochures, BilingualPage):
    """Something the city tells: news, a call for proposals, an event, a notice. Neither date is required."""

    Kind = Kind

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.NEWS)
    date = models.DateField(
        _("date"), null=True, blank=True, help_text=_("Of the announcement, or of the event. May stay empty.")
    )
    deadline = models.DateField(
        _("deadline"), null=True, blank=True, help_text=_("The last day; from the next day on the page says: closed.")
    )
    deadline_time = models.TimeField(_("time of the deadline"), null=True, blank=True)
    summary = models.TextField(
        _("summary"), max_length=600, blank=True, help_text=_("Two or three sentences; shown in lists too.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    objects = PageManager.from_queryset(AnnouncementPageQuerySet)()

    parent_page_types = ["announcements.AnnouncementIndexPage"]
    subpage_types = []
    template = "pages/announcement.html"
    page_description = _("News, a call for proposals, an event or a notice.")
    content_fields = ("summary", "body")
    teaser_field = "summary"
    brochure_content = brochure_content
    # Of another occasion: its days, and the files that were published with it.
    exclude_fields_in_copy = ["date", "deadline", "deadline_time", "go_live_at", "expire_at", "attachments"]

    edit_handler = tabs(
        georgian=["summary_ka", "body_ka"],
        english=["summary_en", "body_en"],
        facts=[
            FieldPanel(
                "kind",
                help_text=_(
                    "A call for proposals tells its readers whether it is still open, an event whether it is over."
                ),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [
                            FieldPanel("date"),
                            FieldPanel("deadline"),
                            FieldPanel("deadline_time", help_text=_("14:00. Empty: the whole last day counts.")),
                        ]
                    )
                ],
                heading=_("Dates"),
            ),
            RowsPanel(
                "project_rows",
                panels=[PageChooserPanel("project", "projects.ProjectPage")],
                heading=_("Related projects"),
                label=_("project"),
            ),
            attachment_panel(),
            MadeBrochurePanel(),
        ],
    )

    search_fields = [
        *BilingualPage.search_fields,
        *[index.SearchField(f"{name}_{code}") for name in ("summary", "body") for code in ("ka", "en")],
    ]

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        indexes = [models.Index(fields=["date"])]

    def problems_before_publishing(self):
        return [*super().problems_before_publishing(), *contradictory_dates(self)]

    @property
    def deadline_moment(self) -> datetime.datetime | None:
        """The last moment, in Georgian time: the given time, or the end of the day."""
        if not self.deadline:
            return None
        time = self.deadline_time or datetime.time.max
        return datetime.datetime.combine(self.deadline, time, tzinfo=timezone.get_default_timezone())

    @property
    def is_closed(self) -> bool:
        """Whether the deadline has passed."""
        return self.deadline_moment is not None and timezone.now() > self.deadline_moment

    @property
    def is_open_call(self) -> bool:
        """Whether proposals can still be handed in by a known deadline."""
        return self.kind == self.Kind.CALL and self.deadline is not None and not self.is_closed

    @property
    def is_coming_event(self) -> bool:
        """Whether this is an event of today or of a later day."""
        return self.kind == self.Kind.EVENT and self.date is not None and self.date >= timezone.localdate()

    @property
    def is_past_event(self) -> bool:
        """Whether this is an event whose day has passed."""
        return self.kind == self.Kind.EVENT and self.date is not None and self.date < timezone.localdate()

    @property
    def kind_label(self) -> str:
        return self.get_kind_display()

    @property
    def visibility(self) -> list[FunderVisibility]:
        """What the funders of its projects want to see named, each once; none shall seem to pay for what others do."""
        found, paid_for = {}, defaultdict(list)
        for project in self.projects:
            for one in project.visibility:
                found[one.organisation.pk] = one
                paid_for[one.organisation.pk].append(project.short_heading)
        return [
            replace(one, projects=tuple(paid_for[pk])) if len(paid_for[pk]) < len(self.projects) else one
            for pk, one in found.items()
        ]

    def pictures_beside(self) -> Iterator[tuple[int, Place]]:
        """The emblems of the funders, for images.uses."""
        return ((one.emblem.pk, EMBLEM) for one in self.visibility if one.emblem)

    def shown_texts(self) -> Iterator[Text]:
        yield from super().shown_texts()
        yield from texts_of_pictures(text_of(self, "body").value)
        yield from (text for one in self.visibility for text in one.shown_texts)

    def whom_to_ask(self) -> str:
        return next((project.contact_email for project in self.projects if project.contact_email), "")

    @cached_property
    def projects(self) -> list[ProjectPage]:
        """The related projects that are live, in the editor's order, with what their cards show."""
        ids = [row.project_id for row in self.project_rows.all()]
        found = {project.pk: project for project in ProjectPage.objects.live().filter(pk__in=ids).for_lists()}
        return [found[pk] for pk in dict.fromkeys(ids) if pk in found]


class AnnouncementProject(Orderable):
    """A project that an announcement is about."""

    page = ParentalKey(AnnouncementPage, on_delete=models.CASCADE, related_name="project_rows")
    project = models.ForeignKey(
        ProjectPage, verbose_name=_("project"), on_delete=models.CASCADE, related_name="announcement_rows"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("related project")
        verbose_name_plural = _("related projects")
