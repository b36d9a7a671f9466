"""Who signs in to the demonstration, as everybody is told."""

LOGINS = ("student", "parent", "teacher", "homeroom", "deputy", "director", "administrator")
PASSWORD = "diary-89"  # noqa: S105 — everybody is told it
