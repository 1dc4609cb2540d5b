from django.apps import AppConfig


class RustaviSiteConfig(AppConfig):
    name = "rustavi_site"
    verbose_name = "Rustavi"
