"""How the portal looks to this person: a few choices kept in one cookie, with an account or without."""

from dataclasses import astuple, dataclass, fields

from django.db.models import TextChoices

COOKIE = "display"
COOKIE_AGE = 365 * 24 * 60 * 60
# A letter that no value holds.
SEPARATOR = "."


class Theme(TextChoices):
    AUTO = "auto", "Как на моём устройстве"
    LIGHT = "light", "Светлые"
    DARK = "dark", "Тёмные"
    BLACK_ON_WHITE = "hc-black-on-white", "Чёрным по белому"
    WHITE_ON_BLACK = "hc-white-on-black", "Белым по чёрному"
    YELLOW_ON_BLACK = "hc-yellow-on-black", "Жёлтым по чёрному"
    NAVY_ON_SKY = "hc-navy-on-sky", "Тёмно-синим по голубому"
    BROWN_ON_BEIGE = "hc-brown-on-beige", "Коричневым по бежевому"


class Size(TextChoices):
    USUAL = "100", "Обычный, 100 %"
    LARGER = "125", "Крупнее, 125 %"
    LARGE = "150", "Крупный, 150 %"
    LARGEST = "200", "Очень крупный, 200 %"


class Spacing(TextChoices):
    USUAL = "usual", "Обычные"
    WIDE = "wide", "Увеличенные"


class Density(TextChoices):
    COMFORTABLE = "comfortable", "Просторные"
    COMPACT = "compact", "Плотные"


class Underline(TextChoices):
    TEXT = "text", "В тексте"
    ALWAYS = "always", "Везде, в меню тоже"


@dataclass(frozen=True)
class Display:
    """A complete look; without a choice everything is as most people want it."""

    theme: str = Theme.AUTO
    size: str = Size.USUAL
    spacing: str = Spacing.USUAL
    density: str = Density.COMFORTABLE
    underline: str = Underline.TEXT

    def as_cookie(self) -> str:
        return SEPARATOR.join(astuple(self))

    @property
    def attributes(self) -> list[tuple[str, str]]:
        """Return (name, value) of what differs from the usual look: the page is told no more."""
        return [
            (field.name, value)
            for field, value in zip(fields(self), astuple(self), strict=True)
            if value != field.default
        ]

    @property
    def has_low_bar(self) -> bool:
        """Whether a navigation bar at the foot of a phone's screen leaves enough of it to read."""
        return self.size == Size.USUAL


CHOICES = {"theme": Theme, "size": Size, "spacing": Spacing, "density": Density, "underline": Underline}


def chosen(cookie: str) -> Display:
    """Read the cookie; whatever it holds that is no choice of ours is left as usual."""
    named = zip(CHOICES, cookie.split(SEPARATOR), strict=False)
    return Display(**{name: value for name, value in named if value in CHOICES[name].values})
