"""The Russian words and dates of `accounts.russian` as template filters, and the link to a clause."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

from accounts import russian

register = template.Library()

FILTERS = (
    russian.anchor,
    russian.day_month,
    russian.full_date,
    russian.grouped,
    russian.lasting,
    russian.near,
    russian.noun,
    russian.plural,
    russian.short_date,
    russian.typeset,
    russian.weekday,
    russian.weekday_day,
)
for function in FILTERS:
    register.filter(function.__name__, function)


# A tag and not a partial: a partial ends with a line break, which would part the link from its bracket.
@register.simple_tag
def clause(number: str) -> str:
    """Return a link to the clause of the regulation: «п. 4.1.2»."""
    address = f"{reverse('journal:service')}#{russian.anchor(number)}"
    return format_html('<a class="nowrap" href="{}">п.\u00a0{}</a>', address, number)
