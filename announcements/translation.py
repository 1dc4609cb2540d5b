from modeltranslation.translator import TranslationOptions, register

from .models import AnnouncementIndexPage, AnnouncementPage


@register(AnnouncementIndexPage)
class AnnouncementIndexPageTranslation(TranslationOptions):
    fields = ("intro",)


@register(AnnouncementPage)
class AnnouncementPageTranslation(TranslationOptions):
    fields = ("summary", "body")
