from modeltranslation.translator import TranslationOptions, register

from .models import (
    Organisation,
    ProjectIndexPage,
    ProjectMilestone,
    ProjectObjective,
    ProjectOrganisation,
    ProjectPage,
    ProjectResult,
)


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("name", "funding_statement", "disclaimer", "responsible")
    required_languages = {"ka": ("name",)}


@register(ProjectIndexPage)
class ProjectIndexPageTranslation(TranslationOptions):
    fields = ("intro",)


@register(ProjectPage)
class ProjectPageTranslation(TranslationOptions):
    fields = ("short_title", "summary", "body", "figures_source", "place", "contact_name")


@register(ProjectObjective)
class ProjectObjectiveTranslation(TranslationOptions):
    fields = ("text",)
    required_languages = {"ka": ("text",)}


@register(ProjectResult)
class ProjectResultTranslation(TranslationOptions):
    fields = ("text", "achieved", "unit")


@register(ProjectMilestone)
class ProjectMilestoneTranslation(TranslationOptions):
    fields = ("text",)
    required_languages = {"ka": ("text",)}


@register(ProjectOrganisation)
class ProjectOrganisationTranslation(TranslationOptions):
    fields = ("funding_statement", "disclaimer", "responsible")
