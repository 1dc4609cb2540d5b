"""The editor's rows of files."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from bilingual.rows import RowsPanel


def attachment_panel() -> RowsPanel:
    """A row per file: what it is, its title and its PDF in each language."""
    return RowsPanel(
        "attachments",
        panels=[
            FieldPanel("kind"),
            FieldRowPanel([FieldPanel("title_ka"), FieldPanel("title_en")]),
            FieldRowPanel([FieldPanel("document_ka"), FieldPanel("document_en")]),
        ],
        heading=_("Brochures and documents"),
        label=_("brochure or document"),
        help_text=_("One row holds the same brochure in both languages. The address of a file never changes."),
    )
