"""Why an action did not happen, in words for the person who asked for it."""


class Refused(Exception):
    """The school's rules do not allow it; the message is a Russian sentence to be shown."""


def demand_room(model: type, **texts: str) -> None:
    """Refuse a text that is longer than its column, named as the column is."""
    for name, text in texts.items():
        field = model._meta.get_field(name)
        if len(text) > field.max_length:
            raise Refused(f"Слишком длинный текст: {field.verbose_name}. Уместится {field.max_length} знаков.")


def unless(sentence: str | None) -> None:
    """Raise a rule's sentence, if it has one to say."""
    if sentence:
        raise Refused(sentence)
