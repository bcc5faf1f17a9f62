"""Files quotes under topics by the topics' terms."""

from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery

from statements.citations.writing import one_writer
from statements.language.normalise import plain_for_search
from statements.models import Quote, Subject, Topic


def assign_topics() -> int:
    """Brings the machine's subjects up to date with the topics' terms; what editors filed or kept out stays.

    Returns how many were added or taken away.
    """
    return sum(_assign(topic) for topic in Topic.objects.filter(merged_into=None))


@one_writer()
def _assign(topic: Topic) -> int:
    fitting = _fitting(topic)
    machine = topic.subjects.filter(by=Subject.By.MACHINE)
    gone, _ = machine.exclude(quote__in=fitting).delete()
    missing = fitting.exclude(pk__in=topic.subjects.values("quote"))
    added = Subject.objects.bulk_create(
        Subject(quote=quote, topic=topic, by=Subject.By.MACHINE) for quote in missing
    )
    return gone + len(added)


def _fitting(topic: Topic):  # type: ignore[no-untyped-def]
    terms = [term for term in topic.terms if term.strip()]
    if not terms:
        return Quote.objects.none()
    queries = (SearchQuery(plain_for_search(term), search_type="phrase", config="english") for term in terms)
    return Quote.objects.filter(search=reduce(or_, queries))
