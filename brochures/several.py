"""Several files uploaded at once, each in a request of its own: where Wagtail's views fall short."""

from pathlib import PurePath

from django.core.files.base import File
from wagtail.documents.views import multiple

from accounts.deletion import RefusesWhatIsInUse

from .forms import inspected


class DeleteOneOfSeveral(RefusesWhatIsInUse, multiple.DeleteView):
    pass


class CompleteOneOfSeveral(multiple.CreateFromUploadedDocumentView):
    """A file that waited until the clerk had given it a title. It is read once more, and may be refused now."""

    def get_edit_form_class(self):
        view = self

        class FormWithWaitingFile(super().get_edit_form_class()):
            def clean(self):
                cleaned = super().clean()
                view.read()
                return cleaned

        return FormWithWaitingFile

    def read(self) -> None:
        waiting = self.upload.file
        self.file = File(waiting.file, name=PurePath(waiting.name).name)
        self.file.inspection = inspected(self.file)

    def save_object(self, form):
        # Wagtail's own writes the file to the disk before it is certain that the row will be written.
        self.object.file = self.file
        self.object.uploaded_by_user = self.request.user
        self.object._set_document_file_metadata()
        form.save()
