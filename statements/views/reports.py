"""Readers' reports: the form, and what became of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from statements.citations.permalinks import where_now
from statements.curation import Refused, file_report
from statements.forms import ReportForm
from statements.models import Quote, Report
from statements.views.addresses import address_of_client
from statements.views.permalinks import find, tombstone


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form for an error in a statement or a reply to it; sent, it leads to the ticket."""
    found = find(Quote.objects.with_speakers(), public_id)
    if stone := tombstone(request, found):
        return stone
    if (now := where_now(found)) != found:
        return redirect("report", now.public_id)
    if found.status != Quote.Status.PUBLISHED:
        raise Http404(gettext("There is no statement with the id “%(id)s”.") % {"id": public_id})
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(file_report(found, address=address_of_client(request), **form.cleaned_data))
        except Refused as refusal:
            context = {"quote": found, "form": form, "refusal": refusal}
            return render(request, "statements/report.html", context, status=429)
    status = 400 if form.is_bound else 200
    return render(request, "statements/report.html", {"quote": found, "form": form}, status=status)


@never_cache
@require_safe
def ticket(request: HttpRequest, public_id: str) -> HttpResponse:
    """What became of a report. Its words are the editors' alone, unless they publish them."""
    found = find(Report.objects.select_related("quote"), public_id)
    return render(request, "statements/ticket.html", {"report": found})
