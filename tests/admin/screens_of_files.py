"""The screens of pictures, brochures and organisations, and the windows in which they are chosen."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from projects.models import Organisation
from tests.brochures.pdf_samples import valid
from tests.images.picture_samples import jpeg

from .desk import ADMINISTRATOR, Desk, screen


def pdf(name: str = "plan.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, valid() if content is None else content, "application/pdf")


def photograph(name: str = "square.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg() if content is None else content, "image/jpeg")


FILES = {"wagtailimages": photograph, "wagtaildocs": pdf}


def added(desk: Desk, app: str):
    """A file of one's own, through the form; first without any and with one that is none."""
    address = reverse(f"{app}:add")
    form = desk.open(address).select_one("form[method=post], form[method=POST], form[enctype]")
    desk.send(address, form)
    desk.send(address, form, title="გატეხილი", file=FILES[app](content=b"nothing"))
    desk.send(address, form, title="მოედანი", file=FILES[app](), alt_ka="მოედანი", alt_en="A square")
    model = get_image_model() if app == "wagtailimages" else get_document_model()
    return model.objects.get(title="მოედანი")


def _uses(desk: Desk, app: str, usage: str):
    desk.open(f"{app}:index")
    for query in ({"q": "ჰიპოპოტამი"}, {"ordering": "title"}, {"tag": "x"}, {"collection_id": "1"}):
        desk.open(f"{app}:index", query=query)
    desk.open(f"{app}:index_results")
    one = added(desk, app)
    address = reverse(f"{app}:edit", args=[one.pk])
    form = desk.open(address).select_one("form[method=post], form[method=POST], form[enctype]")
    desk.send(address, form, title="")
    desk.send(address, form, title="ახალი სახელი")
    desk.open(f"{app}:{usage}", one.pk)


def _several(desk: Desk, app: str):
    desk.open(f"{app}:add_multiple")
    for content in (None, b"nothing"):
        response = desk.client.post(
            reverse(f"{app}:add_multiple"), {"title": "x", "files[]": FILES[app](content=content)}
        )
        desk.shown.append((app, "\n".join(str(value) for value in response.json().values())))


@screen("pictures")
def pictures(desk: Desk):
    _uses(desk, "wagtailimages", "image_usage")


@screen("several pictures at once")
def several_pictures(desk: Desk):
    _several(desk, "wagtailimages")


@screen("brochures")
def brochures(desk: Desk):
    _uses(desk, "wagtaildocs", "document_usage")


@screen("several brochures at once")
def several_brochures(desk: Desk):
    _several(desk, "wagtaildocs")


@screen("deletion of files", ADMINISTRATOR)
def deletion_of_files(desk: Desk):
    for app, model in (("wagtailimages", get_image_model()), ("wagtaildocs", get_document_model())):
        address = reverse(f"{app}:delete", args=[added(desk, app).pk])
        desk.open(address)
        desk.send(address)
        address = reverse("wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, "delete"])
        desk.open(f"{address}?id={added(desk, app).pk}&next=/admin/")


@screen("choice of a page or link")
def page_chooser(desk: Desk):
    desk.window("wagtailadmin_choose_page")
    desk.window("wagtailadmin_choose_page_child", desk.pages["projects"].pk)
    desk.window(
        "wagtailadmin_choose_page", allow_external_link="true", allow_email_link="true", allow_phone_link="true"
    )
    for words in ("ბიუჯეტირება", "ჰიპოპოტამი"):
        desk.window("wagtailadmin_choose_page_search", q=words)
    for kind, field in (("external", "url"), ("email", "email_address"), ("phone", "phone_number"), ("anchor", "url")):
        name = f"wagtailadmin_choose_page_{kind}_link"
        desk.window(name)
        desk.send(reverse(name), **{f"{kind}-link-chooser-{field}": "", f"{kind}-link-chooser-link_text": "x"})


@screen("choice of a picture or brochure")
def file_choosers(desk: Desk):
    for app in ("wagtailimages", "wagtaildocs"):
        desk.window(f"{app}_chooser:choose")
        for words in ("მოედანი", "ჰიპოპოტამი"):
            desk.window(f"{app}_chooser:choose_results", q=words)
        chooser = {"wagtailimages": "image", "wagtaildocs": "document"}[app]
        for content in (b"nothing", None):
            desk.send(
                reverse(f"{app}_chooser:create"),
                **{
                    f"{chooser}-chooser-upload-title": "x",
                    f"{chooser}-chooser-upload-file": FILES[app](content=content),
                },
            )
    picture = get_image_model().objects.first() or added(desk, "wagtailimages")
    desk.window("wagtailimages_chooser:select_format", picture.pk)


@screen("choice of an organisation")
def organisation_chooser(desk: Desk):
    chooser = "wagtailsnippetchoosers_projects_organisation"
    desk.window(f"{chooser}:choose")
    for words in ("ევროკავშირი", "ჰიპოპოტამი"):
        desk.window(f"{chooser}:choose_results", q=words)


@screen("organisations")
def organisations(desk: Desk):
    snippets = "wagtailsnippets_projects_organisation"
    desk.open(f"{snippets}:list")
    desk.open(f"{snippets}:list", query={"q": "ჰიპოპოტამი", "kind": "municipality"})
    address = reverse(f"{snippets}:add")
    form = desk.open(address).select_one("form[method=post], form[method=POST]")
    desk.send(address, form, name_ka="", website="x")
    desk.send(address, form, name_ka="ახალი ორგანიზაცია")
    one = Organisation.objects.get(name_ka="ახალი ორგანიზაცია")
    address = reverse(f"{snippets}:edit", args=[one.pk])
    desk.send(address, desk.open(address).select_one("form[method=post], form[method=POST]"), name_en="New")
    for view in ("history", "usage"):
        desk.open(f"{snippets}:{view}", one.pk)


@screen("deletion of an organisation", ADMINISTRATOR)
def deletion_of_an_organisation(desk: Desk):
    snippets = "wagtailsnippets_projects_organisation"
    desk.open(f"{snippets}:delete", Organisation.objects.first().pk)
    one = Organisation.objects.create(name_ka="ზედმეტი")
    desk.send(reverse(f"{snippets}:delete", args=[one.pk]))
    address = reverse("wagtail_bulk_action", args=["projects", "organisation", "delete"])
    desk.open(f"{address}?id={Organisation.objects.first().pk}&next=/admin/")
