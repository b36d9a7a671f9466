"""How much one request may bring in files."""

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

LARGEST = 8 * 2**20


class NothingHuge(FileUploadHandler):
    """Refuse a request with huge files before any of them is written to the disk; leave the others alone."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803 - Django's own signature
        if content_length > LARGEST:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        """Leave the file to the handlers that keep it."""
