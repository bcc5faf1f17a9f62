"""Erases the words of a quote because the law demands it."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from statements.curation import Refused, erase
from statements.curation.erase import still_holding
from statements.management.commands.migrate import as_owner
from statements.models import Carriage, Quote
from statements.search.suggest import renew_spellings


class Command(BaseCommand):
    """Runs as the owner of the tables: the program's own role cannot take anything out of the history."""

    help = (
        "Erases the words of a statement, and of those merged into it, from the whole database, for ever. Its "
        "permalink then tells that it was erased. Backups are not touched: let them run out, or erase there too."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("public_id", metavar="ID", help="The id of the statement, as in /q/ID.")
        parser.add_argument("--by", required=True, metavar="EDITOR", help="The account of who decided it.")
        parser.add_argument("--reason", required=True, help="For editors alone; without the words.")
        parser.add_argument("--yes", action="store_true", help="Do not ask.")

    def handle(self, *, public_id: str, by: str, reason: str, yes: bool, **options: Any) -> None:
        quote = Quote.objects.filter(public_id=public_id.lower()).first()
        editor = get_user_model().objects.filter(username=by, is_staff=True).first()
        if quote is None:
            raise CommandError(f"There is no statement with the id {public_id!r}.")
        if editor is None:
            raise CommandError(f"There is no editor {by!r}: --by takes the name of an account of the admin.")
        if not yes and _typed(f"Erase “{quote}” for ever? Type its id: ") != quote.public_id:
            raise CommandError("Nothing was erased.")
        texts = [quote.wording, *self._printed(quote)]
        try:
            with as_owner(connection):
                erase(quote, by=editor, reason=reason)
                renew_spellings()
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"The words of /q/{quote.public_id} are erased.")
        for address in still_holding(texts):
            self.stdout.write(f"The same words stand at {address}: it is another statement, look at it.")

    def _printed(self, quote: Quote) -> list[str]:
        """The pieces that are long enough to be looked for elsewhere."""
        rows = Carriage.objects.active().filter(quote=quote).select_related("appearance")
        return [words for row in rows for words in row.appearance.words if len(words) >= 20]


def _typed(question: str) -> str:
    """What the operator answers; nothing where nobody is there to answer."""
    try:
        return input(question)
    except EOFError:
        return ""
