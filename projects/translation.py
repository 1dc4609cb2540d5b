from modeltranslation.translator import TranslationOptions, register

from .models import (
    Organisation,
    ProjectIndexPage,
    ProjectObjective,
    ProjectPage,
    ProjectResult,
)


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("name", "funding_statement")
    required_languages = {"ka": ("name",)}


@register(ProjectIndexPage)
class ProjectIndexPageTranslation(TranslationOptions):
    fields = ("intro",)


@register(ProjectPage)
class ProjectPageTranslation(TranslationOptions):
    fields = ("short_title", "summary", "body", "contact_name")


@register(ProjectObjective)
class ProjectObjectiveTranslation(TranslationOptions):
    fields = ("text",)
    required_languages = {"ka": ("text",)}


@register(ProjectResult)
class ProjectResultTranslation(TranslationOptions):
    fields = ("text",)
    required_languages = {"ka": ("text",)}
