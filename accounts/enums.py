"""The closed lists of the ground floor."""

from django.db.models import TextChoices


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
