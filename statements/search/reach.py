"""How far a quote reached: its outlets of those that could have carried it, who owns them, and who only copied."""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db.models import Count, DateField, ExpressionWrapper, Func, OuterRef, QuerySet, Subquery, Value
from django.utils.translation import gettext

from statements.models import Article, Quote
from statements.models.quote import FirstDay, LastDay
from statements.search.carried import Carried
from statements.search.plain import Link, counted

# "Has articles of that week": from the first day on which it may have been said to a week after the last.
NEWS_WEEK = 7


def with_reach(quotes: QuerySet[Quote]) -> QuerySet[Quote]:
    """Quotes with `could_carry`, how many outlets have articles of that week; null where an end of it is not known."""
    said = OuterRef("said_on")
    end = ExpressionWrapper(LastDay(said) + Value(NEWS_WEEK), output_field=DateField())
    week = Func(FirstDay(said), end, function="daterange", output_field=DateRangeField())
    held = Article.objects.public().filter(published_on__overlap=week).order_by().values(all=Value(1))
    outlets = held.annotate(outlets=Count("outlet", distinct=True)).values("outlets")
    return quotes.annotate(could_carry=Subquery(outlets))


def reach_of(quote: Any, carried: Sequence[Carried]) -> str:
    """In words, for a quote loaded `with_reach`: "3 of 5 outlets with articles of that week; 2 owners"."""
    outlets = {one.outlet for one in carried}
    return "; ".join([_outlets(quote, len(outlets)), *_owners(carried), *_copies(carried)])


def _outlets(quote: Any, outlets: int) -> str:
    days = quote.said
    if not days or not days.first or not days.last or quote.could_carry < outlets:
        return gettext("%(outlets)s in this archive") % {"outlets": counted(outlets, "outlet")}
    of_those = gettext("%(some)s of %(outlets)s with articles of that week")
    return of_those % {"some": outlets, "outlets": counted(quote.could_carry, "outlet")}


def _owners(carried: Sequence[Carried]) -> list[str]:
    """How many owners they have, where that is known of more than one outlet, and of how many it is not."""
    owners = {one.outlet: one.owner for one in carried}
    known = {owner for owner in owners.values() if owner}
    without = sum(not owner for owner in owners.values())
    if len(owners) - without < 2:
        return []
    if not without:
        return [counted(len(known), "owner")]
    form = gettext("%(owners)s, that of %(outlets)s not known")
    return [form % {"owners": counted(len(known), "owner"), "outlets": counted(without, "outlet")}]


def _copies(carried: Sequence[Carried]) -> list[str]:
    """Which of the outlets print one text: "3 print one text of Meridian Wire"; copies are not further witnesses."""
    groups: dict[tuple[int, str], set[Link]] = {}
    for one in carried:
        if one.copies:
            groups.setdefault((one.copies, one.agency), set()).add(one.outlet)
    texts = {
        True: gettext("%(some)s print one text of %(agency)s"),
        False: gettext("%(some)s print one text"),
    }
    return [
        texts[bool(agency)] % {"some": len(outlets), "agency": agency}
        for (_, agency), outlets in sorted(groups.items())
        if len(outlets) > 1
    ]
