"""What the first page of the Django admin tells of complaints."""

from django import template

from complaints.access import decides, reads_cases, registers
from complaints.admin.lines import ByClock, by_clock

register = template.Library()


@register.simple_tag(takes_context=True)
def cases_by_clock(context) -> ByClock | None:
    """Return what waits for an answer; None for who may not read it. One query."""
    request = context["request"]
    return by_clock(request.user, request.today) if reads_cases(request.user) else None


@register.simple_tag(takes_context=True)
def may_register(context) -> bool:
    return registers(context["request"].user)


@register.simple_tag(takes_context=True)
def may_decide(context) -> bool:
    return decides(context["request"].user)
