"""The editor's tabs, the same on every page: ქართული, English, facts, publishing; in all of them people comment."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

from .gate import judge_for_publishing
from .marking_forms import MarkingForm
from .publishing_forms import JudgedForm
from .refusals import CONCERNS
from .search_engines import (
    DESCRIPTION_HELP,
    OF_DESCRIPTION,
    OF_TITLE,
    TITLE_HELP,
    DescriptionInput,
    TitleInput,
)
from .widgets import GeorgianSlugInput


class EnglishPanel(FieldPanel):
    """The English text of a field; below it stands how it compares with the Georgian one."""

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "admin/english_field.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            if isinstance(self.form, MarkingForm) and not self.read_only:
                context["shown"] = self.form.state_of(self.field_name.removesuffix("_en"))
            return context


class EditorTabs(TabbedInterface):
    """Above the tabs stands what keeps the page from its readers: when it was refused, and when a link asks for it."""

    class BoundPanel(TabbedInterface.BoundPanel):
        template_name = "admin/editor_tabs.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            if isinstance(self.form, JudgedForm):
                judgement = self.form.judgement
                if judgement is None and CONCERNS in self.request.GET and not self.form.is_bound:
                    judgement = judge_for_publishing(self.instance)
                context["shown"] = self.form.shown(judgement) if judgement else None
            return context


# The fields that many pages have, and what a clerk does with them.
_HELP = {
    "body": _("Each ⊕ adds a part: a heading, a paragraph, a list, a picture, a table. Text can be pasted from Word."),
    "intro": _("One or two sentences above the list."),
}


def _panel(name: str, helps: dict[str, str]) -> FieldPanel:
    """The panel of one column of a translated field."""
    panel = EnglishPanel if name.endswith("_en") else FieldPanel
    return panel(name, help_text=helps.get(name.rpartition("_")[0], ""))


def publishing_panels() -> list[Panel]:
    """When it is shown, at which address, and what search engines say of it."""
    return [
        PublishingPanel(),
        MultiFieldPanel(
            [FieldPanel("change_note_ka"), EnglishPanel("change_note_en")], heading=_("What does this version change?")
        ),
        FieldPanel("slug", widget=GeorgianSlugInput),
        MultiFieldPanel(
            [
                FieldPanel("seo_title", widget=TitleInput(OF_TITLE), help_text=TITLE_HELP),
                FieldPanel("search_description", widget=DescriptionInput(OF_DESCRIPTION), help_text=DESCRIPTION_HELP),
                EnglishPanel("seo_title_en", widget=TitleInput(OF_TITLE), help_text=TITLE_HELP),
                EnglishPanel(
                    "search_description_en", widget=DescriptionInput(OF_DESCRIPTION), help_text=DESCRIPTION_HELP
                ),
            ],
            heading=_("For search engines"),
            classname="collapsed",
        ),
    ]


def tabs(
    georgian: list[str],
    english: list[str],
    facts: list[Panel],
    publishing: list[Panel] | None = None,
    helps: dict[str, str] | None = None,
) -> TabbedInterface:
    """The four tabs. The titles come by themselves; pass the other columns of each language, and what has none.

    `helps` says by field ("summary") what a clerk is told, where the field itself has no such text.
    """
    helps = _HELP | (helps or {})
    children = [
        ObjectList([TitleFieldPanel("title"), *[_panel(name, helps) for name in georgian]], heading="ქართული"),
        ObjectList([EnglishPanel("title_en"), *[_panel(name, helps) for name in english]], heading="English"),
    ]
    if facts:
        children.append(ObjectList(facts, heading=_("Facts")))
    children.append(ObjectList([*publishing_panels(), *(publishing or [])], heading=_("Publishing")))
    # No tab: people comment on the fields of each, and the button for all comments stands at the head.
    return EditorTabs([*children, CommentPanel()])
