"""Whose school a database holds, told before anything is written to it, migrations included."""

from enum import Enum

from django.db import connection

from accounts.models import User
from demo.models import Demonstration
from journal.models import School


class Holding(Enum):
    NOBODY = "пустая база"
    INVENTED = "показательная школа"
    REAL = "настоящая школа"


def holding() -> Holding:
    """Look into the database, of whatever age its tables are; it only asks whether rows are there."""
    tables = set(connection.introspection.table_names())
    if _has_rows(Demonstration, tables):
        return Holding.INVENTED
    if _has_rows(School, tables) or _has_rows(User, tables):
        return Holding.REAL
    return Holding.NOBODY


def _has_rows(model, tables) -> bool:
    return model._meta.db_table in tables and model._base_manager.exists()
