"""What readers write to the editors: no act on an entry, only a wish for one."""

from django.db import transaction
from django.utils.translation import gettext

from statements.citations.identifiers import mint
from statements.curation.acts import Refused
from statements.curation.limits import READER, is_too_much, origin_of
from statements.models import Quote, Report
from statements.models.revision import naming

# In an hour: more than a careful reader finds, and what editors can still look through on a day of attacks.
MOST_OF_ONE, MOST_OF_ALL = 5, 100


def file_report(quote: Quote, *, kind: str, body: str, sender: str, address: str) -> Report:
    """Stores an error report or a reply to a quote; its ticket is its public id.

    `address` is the network address it came from. It is kept as a digest that changes every day, to count by. Raises
    Refused where that address, or all together, sent as many in this hour as editors can take.
    """
    origin = origin_of(address, "report")
    if is_too_much(Report.objects.all(), origin, MOST_OF_ONE, MOST_OF_ALL):
        raise Refused(
            gettext(
                "The editors have as many reports as they can take in this hour. "
                "Nothing was sent: please try again in an hour."
            )
        )
    with transaction.atomic(), naming(actor=READER):
        return Report.objects.create(
            public_id=mint(Report), quote=quote, kind=kind, body=body, sender=sender, origin=origin
        )
