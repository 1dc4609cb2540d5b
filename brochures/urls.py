from django.urls import path, register_converter

from . import views


class LanguageCode:
    """The two letters that end the name of a file."""

    regex = "ka|en"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(LanguageCode, "language")

urlpatterns = [
    path("page-<int:page_id>/<slug:slug>-<language:language>.pdf", views.made_brochure, name="made_brochure"),
    path("<int:attachment_id>/<slug:slug>-<language:language>.pdf", views.brochure, name="brochure"),
    path(
        "<int:attachment_id>/v<int:version>/<slug:slug>-<language:language>.pdf",
        views.brochure,
        name="brochure_version",
    ),
]
