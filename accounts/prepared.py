"""Queries that are built once: afterwards only their values change, as with a statement that is prepared.

To build a query of the diary and to turn it into SQL costs the server ten times what the database needs to answer it.
"""

from collections.abc import Callable
from copy import copy
from datetime import date, datetime
from functools import wraps
from typing import get_type_hints

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models import Expression, QuerySet

FIELDS = {int: models.BigIntegerField(), date: models.DateField(), datetime: models.DateTimeField()}


class Parameter(Expression):
    """The place of a value in a query: the SQL stays the same whatever the value.

    `then` makes of the value, once it is known, what stands in that place.
    """

    def __init__(self, name: str, output_field: models.Field, then: Callable = lambda value: value):
        super().__init__(output_field=output_field)
        self.name, self.then = name, then

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def value(self, values: dict, connection):
        return self.output_field.get_db_prep_value(self.then(values[self.name]), connection)


def of_place(function: Callable) -> Callable:
    """Let a function of a value be given the place of one: it is applied when the value comes."""

    @wraps(function)
    def ask(value, *others):
        if isinstance(value, Parameter):
            return Parameter(value.name, value.output_field, then=lambda known: function(value.then(known), *others))
        return function(value, *others)

    return ask


class Prepared:
    """A query with the SQL that was made of it; none for what can find nothing, whatever the values."""

    def __init__(self, queryset: QuerySet):
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(queryset.db)
        try:
            self.sql, self.params = self.compiler.as_sql()
        except EmptyResultSet:
            self.sql = ""

    def rows(self, values: dict) -> list:
        if not self.sql:
            return []
        rows = self.queryset.all()
        connection = connections[rows.db]
        params = tuple(
            param.value(values, connection) if isinstance(param, Parameter) else param for param in self.params
        )
        compiler = copy(self.compiler)
        compiler.connection, compiler.as_sql = connection, lambda: (self.sql, params)
        rows.query.get_compiler = lambda *_, **__: compiler
        return list(rows)


def prepared(build: Callable[..., QuerySet]) -> Callable[..., list]:
    """Keep the query that a function returns; a call with other values asks it anew and returns the rows.

    Values are the arguments annotated as `int`, `date` or `datetime`: the function itself is given their places in the
    query and must not look at them. By all the other arguments queries are told apart. Arguments go by name, and
    none may be None.
    """
    hints = {name: kind for name, kind in get_type_hints(build).items() if kind in FIELDS}
    places = {name: Parameter(name, FIELDS[kind]) for name, kind in hints.items()}
    known = {}

    @wraps(build)
    def ask(**given):
        shape = {name: value for name, value in given.items() if name not in places}
        key = tuple(shape.items())
        if key not in known:
            known[key] = Prepared(build(**shape, **places))
        return known[key].rows(given)

    return ask
