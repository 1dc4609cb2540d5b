from modeltranslation.translator import TranslationOptions, register

from .models import AlertBanner, BrochureIndexPage, HomePage, InfoPage, SiteDetails


@register(HomePage)
class HomePageTranslation(TranslationOptions):
    fields = ("headline", "lead")


@register(InfoPage)
class InfoPageTranslation(TranslationOptions):
    fields = ("short_title", "summary", "body")


@register(BrochureIndexPage)
class BrochureIndexPageTranslation(TranslationOptions):
    fields = ("intro",)


@register(SiteDetails)
class SiteDetailsTranslation(TranslationOptions):
    fields = ("name", "tagline", "address", "footer")
    required_languages = {"ka": ("name",)}


@register(AlertBanner)
class AlertBannerTranslation(TranslationOptions):
    fields = ("text",)
