"""The closed lists of the ground floor."""

from django.db.models import IntegerChoices, TextChoices


class Role(TextChoices):
    """What a person may be to the school; one person may be several things at once."""

    STUDENT = "student", "ученик"
    PARENT = "parent", "родитель"
    TEACHER = "teacher", "учитель"
    DEPUTY = "deputy", "заместитель директора"
    DIRECTOR = "director", "директор"
    ADMINISTRATOR = "administrator", "администратор"


class Ground(TextChoices):
    """Why an adult may read and write for a child (Family Code, 64 and 148)."""

    PARENT = "parent", "родитель"
    ADOPTER = "adopter", "усыновитель"
    GUARDIAN = "guardian", "опекун"
    TRUSTEE = "trustee", "попечитель"
    FOSTER = "foster", "приёмный родитель"


class NoticeKind(TextChoices):
    """What a notice on the home page is about."""

    SCHOOL = "school", "сообщение школы"
    DIARY = "diary", "запись в дневнике"
    DUTY = "duty", "срок записи"
    COMPLAINT = "complaint", "обращение"


class AuditKind(TextChoices):
    """What was done with people and their ways in."""

    ADDED = "added", "человек внесён"
    CHANGED = "changed", "сведения изменены"
    LOGIN = "login", "логин выдан"
    SLIP = "slip", "карточка напечатана"
    ENTERED = "entered", "карточка использована"
    PASSWORD = "password", "пароль изменён"
    FACTOR_ADDED = "factor-added", "второй шаг включён"
    FACTOR_TAKEN = "factor-taken", "второй шаг выключен"
    SIGNED_OUT = "signed-out", "вход на устройствах закончен"
    LOCKED = "locked", "вход закрыт"
    UNLOCKED = "unlocked", "вход открыт"
    ROLE_GIVEN = "role-given", "роль дана"
    ROLE_ENDED = "role-ended", "роль закончена"
    LINKED = "linked", "представитель записан"
    UNLINKED = "unlinked", "представительство закончено"
    ALLOWED = "allowed", "совершеннолетний разрешил родителю читать"
    FORBIDDEN = "forbidden", "совершеннолетний запретил родителю читать"
    IMPORTED = "imported", "школьная таблица загружена"
    ARCHIVED = "archived", "выдан архив сведений"
    DESTROYED = "destroyed", "персональные данные уничтожены"
    PROMOTED = "promoted", "итог года внесён"
    RULES_CHANGED = "rules-changed", "правила итоговых отметок изменены"
    YEAR_OPENED = "year-opened", "учебный год открыт"
    YEAR_ARCHIVED = "year-archived", "записан архив учебного года"
    YEAR_DESTROYED = "year-destroyed", "журналы года уничтожены"


class Entrance(TextChoices):
    """How a person came in."""

    PASSWORD = "password", "по паролю"
    SLIP = "slip", "по карточке"


class AccountState(TextChoices):
    """How far a person has come with the way in."""

    NONE = "none", "карточка не выдана"
    ISSUED = "issued", "карточка выдана"
    EXPIRED = "expired", "карточка просрочена"
    ENTERED = "entered", "входит"
    LOCKED = "locked", "вход закрыт"


class Paper(IntegerChoices):
    """A paper that the school gives out with a code to check it by; the number stands in the code."""

    ANSWER = 1, "Ответ на обращение"
    REPORT_CARD = 2, "Табель успеваемости"
