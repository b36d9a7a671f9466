"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SchoolArgon2(Argon2PasswordHasher):
    """Argon2id with the parameters OWASP recommends for a server: 19 MiB, two passes, one lane.

    Django's own 100 MiB in eight lanes would need half a gigabyte a worker when a class signs in at once.
    """

    memory_cost = 19456
    time_cost = 2
    parallelism = 1
