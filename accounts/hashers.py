"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SchoolArgon2(Argon2PasswordHasher):
    """Argon2id with the parameters OWASP recommends for a server: 19 MiB, two passes, one lane.

    A class that signs in at once must neither wait nor fill the memory. RFC 9106's 64 MiB in three passes and Django's
    100 MiB in eight lanes let in four to six times fewer people a second, and take 512 and 800 MiB when all eight
    threads of the server look at a password; these take 152. What a thief of the database gains by that is little:
    passwords have 12 characters at least, plain ones are refused, one-time ones are not kept by this hash at all.
    `manage.py measure_sign_in` tells the figures of a machine.
    """

    memory_cost = 19456
    time_cost = 2
    parallelism = 1
