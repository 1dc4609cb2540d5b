from modeltranslation.translator import TranslationOptions, register

from .models import Attachment


@register(Attachment)
class AttachmentTranslation(TranslationOptions):
    fields = ("title",)
