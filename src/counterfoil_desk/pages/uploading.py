"""How large may an uploaded file be? What is larger is thrown away while it arrives, and never lies on the disk."""

from typing import Any, Final

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

MIB: Final = 2**20
TOO_LARGE: Final = "upload_is_too_large"  # the mark on the request


class LargestUpload(FileUploadHandler):
    """Skips a file as soon as it is larger than the setting; the request is marked, so that the page can say why."""

    def new_file(self, *arguments: Any, **named: Any) -> None:
        """Begin to count."""
        super().new_file(*arguments, **named)
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002  Django passes it
        """Hand the bytes on to the next handler. Raises SkipFile where they are too many."""
        self.seen += len(raw_data)
        if self.seen > settings.LARGEST_UPLOAD:
            setattr(self.request, TOO_LARGE, True)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers behind."""


def is_too_large(request: object) -> bool:
    """Tell whether a file of the request was skipped for its size."""
    return getattr(request, TOO_LARGE, False)


def in_mebibytes() -> int:
    """Return the largest upload in MiB, as people are told."""
    return int(settings.LARGEST_UPLOAD) // MIB
