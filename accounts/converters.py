"""Keys of rows as they stand in addresses."""

from django.urls.converters import IntConverter


class KeyConverter(IntConverter):
    """The key of a row; a longer number fits no column, and the database would answer it by a fault."""

    regex = "[0-9]{1,18}"
