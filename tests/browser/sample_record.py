"""All that the record of a grant can hold, for a page that shows it at once."""

import datetime
from decimal import Decimal


def fill(project, emblem) -> None:
    """Onto a project that is not saved yet and has its organisations; `emblem` is a saved picture."""
    from projects.models import ProjectMilestone, ProjectResult
    from projects.organisations import Role
    from rustavi_site.style_page import samples

    project.award_date = datetime.date(2013, 6, 14)
    project.actual_start_date = datetime.date(2013, 10, 1)
    project.place_ka, project.place_en = "ნიმუშის უბანი", "Sample quarter"
    project.figures_source_ka, project.figures_source_en = "გრანტის ხელშეკრულება, ნიმუში", "Grant agreement, sample"
    funders = [row for row in project.organisations.all() if row.role == Role.FUNDER]
    for number, row in enumerate(funders):
        row.contribution_amount = Decimal("4938271605.40")
        row.contribution_currency = "EUR"
        row.record_url = "https://example.org/a/long/address/of/the/project/in/the/database/of/its/funder?id=1234567890"
        row.funding_statement_ka = f"{samples.SUMMARY_KA} {number}"
        row.funding_statement_en = f"{samples.SUMMARY_EN} {number}"
        row.disclaimer_ka, row.disclaimer_en = samples.SUMMARY_KA, samples.SUMMARY_EN
        row.responsible_ka, row.responsible_en = "ნიმუშის სამსახური", "Sample department"
        row.organisation.logo, row.organisation.logo_permission = emblem, "ნიმუში"
        row.organisation.save()
    states = ProjectMilestone.State.values
    project.milestones = [
        ProjectMilestone(
            date=datetime.date(2013 + number, 3, 1),
            state=state,
            text_ka=samples.SUMMARY_KA[:300],
            text_en=samples.SUMMARY_EN[:300],
        )
        for number, state in enumerate(states)
    ]
    project.expected_results = [
        ProjectResult(text_ka=samples.SUMMARY_KA, text_en=samples.SUMMARY_EN),
        ProjectResult(
            text_ka="ნიმუშის შედეგი",
            text_en="Sample result",
            achieved_ka=samples.SUMMARY_KA,
            achieved_en=samples.SUMMARY_EN,
            expected_figure=Decimal(1200),
            achieved_figure=Decimal("1234.5"),
            unit_ka="მონაწილე",
            unit_en="participants",
        ),
        ProjectResult(achieved_ka="რაც არავის დაუგეგმავს", achieved_en="What nobody had planned"),
    ]
