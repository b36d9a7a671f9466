"""Many rows of one model at once: what 30 marks of a lesson and 300,000 of a lived year are written with.

Many are one prepared statement, run for each row. Not `bulk_create` and `bulk_update`: they build the text of a
statement anew for every batch, value by value, which costs five times as much as the writing itself.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from operator import itemgetter

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

# As many rows as a class has: a page writes them in one statement, which asks less often than one for each row.
FEW = 40
# Kinds of columns whose values a database takes as they are.
PLAIN = {
    "BigAutoField",
    "BigIntegerField",
    "BooleanField",
    "CharField",
    "ForeignKey",
    "OneToOneField",
    "PositiveIntegerField",
    "PositiveSmallIntegerField",
    "SlugField",
    "TextField",
}
RESERVE = {
    "sqlite": "SELECT seq FROM sqlite_sequence WHERE name = %s",
    "postgresql": "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
}


def insert(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model and give them their keys; constraints raise as for a single row."""
    if not rows:
        return
    if len(rows) <= FEW:
        type(rows[0])._base_manager.bulk_create(rows)
        return
    _insert_one_by_one(rows, rows[0]._meta)


def update(rows: Sequence[models.Model], fields: Sequence[str]) -> None:
    """Update the named fields of rows of one model."""
    if not rows:
        return
    options = rows[0]._meta
    columns = [options.get_field(field) for field in fields]
    assignments = ", ".join(f"{_quoted(column)} = %s" for column in columns)
    sql = f"UPDATE {_quoted(options)} SET {assignments} WHERE {_quoted(options.pk)} = %s"  # noqa: S608 — as above
    _run(sql, rows, [*columns, options.pk])


def of(students: Collection[int], rows: models.QuerySet) -> models.QuerySet:
    """Narrow the rows to some students, if they are few: to look for many costs more than to read the others."""
    return rows.filter(student__in=students) if len(students) <= FEW else rows


def _insert_one_by_one(rows, options) -> None:
    _follow(rows, [column for column in options.concrete_fields if column.is_relation])
    # The keys are reserved and used in one transaction: on SQLite nobody else can write meanwhile.
    with transaction.atomic(savepoint=False):
        _reserve_keys(rows, options)
        names = ", ".join(map(_quoted, options.concrete_fields))
        places = ", ".join(["%s"] * len(options.concrete_fields))
        sql = f"INSERT INTO {_quoted(options)} ({names}) VALUES ({places})"  # noqa: S608 — names of our own tables
        _run(sql, rows, options.concrete_fields)
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def _connection():
    """Return the connection itself: django.db.connection looks it up again at each touch of each value."""
    return connections[DEFAULT_DB_ALIAS]


def _run(sql, rows, columns) -> None:
    read = _reader(columns)
    with _connection().cursor() as cursor:
        cursor.executemany(sql, [read(row) for row in rows])


def _quoted(named) -> str:
    """Return the name of a column or of a model's table as SQL writes it."""
    return _connection().ops.quote_name(named.column if isinstance(named, models.Field) else named.db_table)


def _reader(columns: Iterable[models.Field]) -> Callable[[models.Model], list]:
    """Return a function from a row to the values of its columns, ready for the database."""
    # From where a row keeps them: reading hundreds of thousands by their names costs twice as much.
    values = itemgetter(*(column.attname for column in columns))
    prepared = [(place, column) for place, column in enumerate(columns) if column.get_internal_type() not in PLAIN]
    connection, known = _connection(), {}

    def read(row):
        ready = list(values(vars(row)))
        for place, column in prepared:
            # Days and moments repeat from row to row.
            value = ready[place]
            if value not in known:
                known[value] = column.get_db_prep_save(value, connection)
            ready[place] = known[value]
        return ready

    return read


def _follow(rows, columns) -> None:
    """Fill in the keys of related rows that had none yet when they were named."""
    for row in rows:
        # Most rows name others by their keys alone.
        for column in columns if row._state.fields_cache else ():
            if vars(row)[column.attname] is None and column.is_cached(row):
                setattr(row, column.name, getattr(row, column.name))


def _reserve_keys(rows, options) -> None:
    """Give a key to each row that makes its own."""
    nameless = [row for row in rows if row.pk is None] if options.auto_field else []
    if not nameless:
        return
    connection = _connection()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(RESERVE["postgresql"], (options.db_table, options.pk.column, len(nameless)))
            keys = [key for (key,) in cursor.fetchall()]
        else:
            cursor.execute(RESERVE["sqlite"], (options.db_table,))
            last = next(iter(cursor.fetchall()), (0,))[0]
            keys = range(last + 1, last + 1 + len(nameless))
    for row, key in zip(nameless, keys, strict=True):
        row.pk = key
