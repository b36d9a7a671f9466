"""The closed lists of complaints."""

from django.db.models import TextChoices


class Channel(TextChoices):
    """How a complaint came to the school (regulation, 3.4)."""

    PORTAL = "portal", "через дневник"
    ORAL = "oral", "устно, на приёме"
    PAPER = "paper", "письмом"
    EMAIL = "e-mail", "по электронной почте"
    SERVICES = "services", "через портал госуслуг"

    @classmethod
    def registered(cls) -> tuple["Channel", ...]:
        """Those that the school registers by hand; in the diary a complaint registers itself."""
        return tuple(channel for channel in cls if channel != cls.PORTAL)


class About(TextChoices):
    """What somebody complains of."""

    MISSING = "missing", "нет сведений в дневнике"
    MARK = "mark", "несогласие с отметкой"
    OTHER = "other", "другое"


class Status(TextChoices):
    """How far a complaint has come, in its order; the last three end it."""

    REGISTERED = "registered", "зарегистрировано"
    IN_REVIEW = "in-review", "рассматривается"
    DECIDED = "decided", "решено"
    ANSWERED = "answered", "ответ направлен"
    CLOSED = "closed", "завершено"
    REDIRECTED = "redirected", "переадресовано"
    WITHDRAWN = "withdrawn", "прекращено по просьбе заявителя"

    @classmethod
    def ended(cls) -> tuple["Status", ...]:
        return (cls.CLOSED, cls.REDIRECTED, cls.WITHDRAWN)

    @classmethod
    def awaiting(cls) -> tuple["Status", ...]:
        """Those in which an answer is still to be given."""
        return (cls.REGISTERED, cls.IN_REVIEW, cls.DECIDED)


class Finding(TextChoices):
    """What the director has found the complaint to be."""

    JUSTIFIED = "justified", "обосновано"
    PARTLY = "partly", "обосновано частично"
    UNJUSTIFIED = "unjustified", "не обосновано"


class Delivery(TextChoices):
    """How an answer reaches its author."""

    PORTAL = "portal", "в дневнике"
    EMAIL = "e-mail", "по электронной почте"
    POST = "post", "почтой"
    HAND = "hand", "в руки"
    ORAL = "oral", "устно"

    @classmethod
    def asked(cls) -> tuple["Delivery", ...]:
        """Where an author may ask to be answered in writing."""
        return (cls.PORTAL, cls.EMAIL, cls.POST)


class Signature(TextChoices):
    """How the director has signed a letter."""

    HAND = "hand", "собственноручно"
    QUALIFIED = "qualified", "усиленной квалифицированной электронной подписью"


class StepKind(TextChoices):
    """What happened to a complaint."""

    REGISTERED = "registered", "обращение зарегистрировано"
    TAKEN = "taken", "взято на рассмотрение"
    MESSAGE = "message", "заявитель дополнил обращение"
    LINKED = "linked", "указана запись дневника"
    ASKED = "asked", "запрошены объяснения учителя"
    EXPLAINED = "explained", "учитель дал объяснения"
    PROLONGED = "prolonged", "срок ответа продлён"
    JOINED = "joined", "рассматривается вместе с другим обращением"
    DECIDED = "decided", "решение принято"
    DRAFTED = "drafted", "текст ответа изменён"
    APPROVED = "approved", "ответ утверждён"
    SIGNED = "signed", "подписанный ответ приложен"
    ANSWERED = "answered", "ответ направлен"
    APPEARED = "appeared", "сведения появились в дневнике"
    CLOSED = "closed", "рассмотрение завершено"
    REDIRECTED = "redirected", "обращение переадресовано"
    WITHDRAWN = "withdrawn", "обращение отозвано"

    @classmethod
    def told(cls) -> tuple["StepKind", ...]:
        """Those that the author sees: not what the school asks its own people, nor that somebody else complained."""
        inner = (cls.ASKED, cls.EXPLAINED, cls.JOINED, cls.DRAFTED, cls.SIGNED)
        return tuple(kind for kind in cls if kind not in inner)


class Series(TextChoices):
    """What is numbered from 1 in each calendar year."""

    COMPLAINT = "complaint", "обращения"
    ANSWER = "answer", "ответы"
