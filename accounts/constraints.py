"""Invariants as named database constraints, one word each."""

from django.db.models import CheckConstraint, F, Q


def one_of(field, choices, *, name):
    """Allow only the values of a TextChoices, the empty string included when it has one."""
    return CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=name)


def one_of_or_none(field, choices, *, name):
    """Allow only the values of a TextChoices and the empty string."""
    return CheckConstraint(condition=Q(**{f"{field}__in": ["", *choices.values]}), name=name)


def in_order(first, last, *, name):
    """Forbid a period that ends before it begins; an empty end is an open one."""
    return CheckConstraint(condition=Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": F(first)}), name=name)


def between(field, lowest, highest, *, name):
    """Allow numbers from `lowest` to `highest`, both included, and NULL."""
    return CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": (lowest, highest)}), name=name
    )


def not_blank(*fields, name):
    """Forbid the empty string in each of the text fields."""
    condition = Q()
    for field in fields:
        condition &= ~Q(**{field: ""})
    return CheckConstraint(condition=condition, name=name)


def both_or_neither(one, other, *, name):
    """Demand that two nullable fields are filled together."""
    neither = Q(**{f"{one}__isnull": True, f"{other}__isnull": True})
    both = Q(**{f"{one}__isnull": False, f"{other}__isnull": False})
    return CheckConstraint(condition=neither | both, name=name)


def only_if(field, condition, *, name):
    """Forbid a text in `field` unless the condition holds."""
    return CheckConstraint(condition=Q(**{field: ""}) | condition, name=name)
