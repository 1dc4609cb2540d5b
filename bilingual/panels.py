"""The editor's tabs, the same on every page: ქართული, English, facts, publishing."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

from .forms import GeorgianSlugInput


def publishing_panels() -> list[Panel]:
    """When it is shown, at which address, and what search engines say of it."""
    return [
        PublishingPanel(),
        FieldPanel("slug", widget=GeorgianSlugInput),
        MultiFieldPanel(
            [
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("seo_title_en"),
                FieldPanel("search_description_en"),
            ],
            heading=_("For search engines"),
            classname="collapsed",
        ),
    ]


def tabs(georgian: list, english: list, facts: list, publishing: list | None = None) -> TabbedInterface:
    """The four tabs. The titles come by themselves; pass the other fields of each language, and what has none."""
    children = [
        ObjectList([TitleFieldPanel("title"), *georgian], heading="ქართული"),
        ObjectList([FieldPanel("title_en"), *english], heading="English"),
    ]
    if facts:
        children.append(ObjectList(facts, heading=_("Facts")))
    children.append(ObjectList([*publishing_panels(), *(publishing or [])], heading=_("Publishing")))
    return TabbedInterface(children)
