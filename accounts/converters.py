"""Keys of rows and kinds of files as they stand in addresses."""

from django.urls.converters import IntConverter, StringConverter


class KeyConverter(IntConverter):
    """The key of a row; a longer number fits no column, and the database would answer it by a fault."""

    regex = "[0-9]{1,18}"


class TableConverter(StringConverter):
    """The kind of a file with a table."""

    regex = "csv|xlsx"
