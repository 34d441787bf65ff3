"""Bounds of what comes in, held while it comes in."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

MEGABYTE = 1024 * 1024
MAX_PICTURE_BYTES = 50 * MEGABYTE
MAX_DOCUMENT_BYTES = 30 * MEGABYTE
#: More than any form takes: what comes after it is not written to the disk.
MOST = MAX_PICTURE_BYTES + MEGABYTE


class BoundedUpload(TemporaryFileUploadHandler):
    """Stream a file to the disk, and stop writing (not reading) when it is too large.

    The form then says how large it was, and everything else that was typed is still there. To
    hang up instead would lose it.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start <= MOST:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> Any:
        self.file.seek(0)
        self.file.size = file_size  # of all that was sent
        return self.file


def megabytes(file: UploadedFile[bytes]) -> int:
    """Size in whole megabytes, rounded up."""
    return -(-(file.size or 0) // MEGABYTE)
