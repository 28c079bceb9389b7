"""What a request may bring: an upload at most, or a list where one is imported."""

from flask import Request

from tracker.kernel.files import CHUNK, list_limit


class UploadRequest(Request):
    """A request that may be as large as an upload, or as a list where one is imported."""

    LISTS = "import_upload"

    @property
    def max_content_length(self) -> int | None:
        if self.endpoint and self.endpoint.endswith(self.LISTS):
            return list_limit() + CHUNK
        return super().max_content_length

    @max_content_length.setter
    def max_content_length(self, value: int | None) -> None:
        self._max_content_length = value
