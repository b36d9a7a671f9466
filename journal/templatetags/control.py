"""How the duties of the school stand, where no view of the journal says so: on the first page of the Django admin."""

from django import template

from journal.views.control.now import Now, state_now

register = template.Library()


@register.simple_tag(takes_context=True)
def control_now(context) -> Now:
    """Return the state of the control. Two queries, one of them once a minute."""
    return state_now(context["request"].now)
