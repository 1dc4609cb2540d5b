"""The form of a project's record, in the order in which the page tells it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel

from bilingual.panels import EnglishPanel
from bilingual.rows import RowsPanel


def _both(name: str, help_text: str = "") -> FieldRowPanel:
    """The Georgian and the English text of a field beside each other."""
    return FieldRowPanel(
        [FieldPanel(f"{name}_ka", help_text=help_text), EnglishPanel(f"{name}_en", help_text=help_text)]
    )


def record_panels() -> list[Panel]:
    """Who pays, how much, when, who runs it, what came of it, whom to ask."""
    return [
        RowsPanel(
            "organisations",
            panels=[
                FieldRowPanel([FieldPanel("role"), FieldPanel("organisation")]),
                FieldRowPanel([FieldPanel("contribution_amount"), FieldPanel("contribution_currency")]),
                MultiFieldPanel(
                    [
                        FieldPanel("record_url"),
                        _both("funding_statement"),
                        _both("disclaimer"),
                        _both("responsible"),
                        FieldPanel("binding"),
                    ],
                    heading=_("Of a funder, in this project"),
                    classname="collapsed",
                ),
            ],
            heading=_("Organisations and their contributions"),
            label=_("organisation"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("budget_amount"), FieldPanel("budget_currency")]), _both("figures_source")],
            heading=_("Budget"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("award_date"),
                FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date"), FieldPanel("duration_months")]),
                FieldRowPanel([FieldPanel("actual_start_date"), FieldPanel("actual_end_date")]),
                FieldPanel("status_by_hand"),
            ],
            heading=_("Period and status"),
        ),
        MultiFieldPanel([_both("place")], heading=_("Place")),
        RowsPanel(
            "objectives",
            panels=[_both("text", _("One objective, in one sentence."))],
            heading=_("Objectives"),
            label=_("objective"),
        ),
        RowsPanel(
            "expected_results",
            panels=[
                _both("text"),
                _both("achieved"),
                FieldRowPanel([FieldPanel("expected_figure"), FieldPanel("achieved_figure")]),
                _both("unit"),
            ],
            heading=_("Results, expected and achieved"),
            label=_("result"),
        ),
        RowsPanel(
            "milestones",
            panels=[
                FieldRowPanel([FieldPanel("date"), FieldPanel("state")]),
                _both("text", _("What happens on this day, in a few words.")),
            ],
            heading=_("Milestones"),
            label=_("milestone"),
        ),
        MultiFieldPanel(
            [
                _both(
                    "contact_name",
                    _("Whom readers ask about this project. All empty: a link to City Hall's contact page."),
                ),
                FieldRowPanel([FieldPanel("contact_phone"), FieldPanel("contact_email")]),
            ],
            heading=_("Contact"),
        ),
    ]
