"""How the API answers: JSON for what was found, problem details (RFC 9457) for what went wrong, and their headers."""

import time
from collections.abc import Callable, Collection
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from statements.search.criteria import FACETS
from statements.views.addresses import address_of_client
from statements.views.unchanged import unless_unchanged

Answer = dict[str, Any]
# Generous: ten requests a second by one address, all day, from each worker.
MOST, WINDOW_SECONDS = 600, 60
# So many addresses are counted at once; after that all begin anew.
MOST_ADDRESSES = 10_000
OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, RateLimit, RateLimit-Policy, Retry-After",
}
PROBLEM = "application/problem+json"
# Parameters of which there may be several: each adds a value.
REPEATED = {*FACETS, "facets"}
# Those that have no meaning without a value.
NEVER_EMPTY = ("limit", "count", "sort", "facets")
# By address: when the window ends, by the clock that only goes forward, and how many requests came in it.
SEEN: dict[str, tuple[float, int]] = {}


class Problem(Exception):
    """Something a client has to know of: a status of HTTP, what happened, and members of its own."""

    def __init__(self, status: int, detail: str, **members: Any) -> None:
        super().__init__(detail)
        self.status, self.detail, self.members = status, detail, members


def endpoint(
    *parameters: str, methods: Collection[str] = ("GET", "HEAD")
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view of the API that knows these parameters and no other, and is asked only where something changed."""

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        kept = unless_unchanged(view)

        @csrf_exempt  # nothing is changed, and no cookie is read
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            left, seconds = _left(address_of_client(request))
            asked = view if request.method == "POST" else kept
            try:
                _let_in(request, left, seconds, parameters)
                response = _of_method(request, methods) or asked(request, *args, **kwargs)
            except (Problem, Http404) as error:
                response = _told(error if isinstance(error, Problem) else Problem(404, str(error)))
            for name, value in _headers(left, seconds).items():
                response[name] = value
            return response

        return answer

    return decorator


def _let_in(request: HttpRequest, left: int, seconds: int, parameters: Collection[str]) -> None:
    """Raises Problem for one request too many, and for a parameter that is unknown, given twice or without a value."""
    if left < 0:
        raise Problem(429, f"Too many requests: wait {seconds} seconds.")
    if unknown := sorted(set(request.GET) - set(parameters)):
        name = unknown[0][:80]
        raise Problem(400, f"There is no parameter “{name}” here.", parameter=name, known=sorted(parameters))
    for name, values in request.GET.lists():
        if len(values) > 1 and name not in REPEATED:
            raise Problem(400, f"{name}: give it once.", parameter=name)
        if name in NEVER_EMPTY and "" in values:
            raise Problem(400, f"{name}: give it a value, or leave it out.", parameter=name)


def _of_method(request: HttpRequest, methods: Collection[str]) -> HttpResponse | None:
    """The answer to OPTIONS, and to a method that there is not; None for one that the view answers."""
    if request.method in methods:
        return None
    allowed = ", ".join((*methods, "OPTIONS"))
    if request.method == "OPTIONS":
        headers = {"Access-Control-Allow-Methods": allowed, "Access-Control-Allow-Headers": "*"}
        response = HttpResponse(status=204, headers=headers)
    else:
        response = _told(Problem(405, f"Only {', '.join(methods)} can be used here."))
    response["Allow"] = allowed
    return response


def _left(address: str) -> tuple[int, int]:
    """How many requests an address has left in this window, below 0 if it had too many, and the seconds to its end."""
    now = time.monotonic()
    if len(SEEN) >= MOST_ADDRESSES:
        SEEN.clear()
    until, count = SEEN.get(address, (0.0, 0))
    if until <= now:
        until, count = now + WINDOW_SECONDS, 0
    SEEN[address] = (until, count + 1)
    return MOST - count - 1, int(until - now) + 1


def _headers(left: int, seconds: int) -> dict[str, str]:
    """Those of every answer; the limits as draft-ietf-httpapi-ratelimit-headers has them."""
    wait = {"Retry-After": str(seconds)} if left < 0 else {}
    return (
        OPEN_TO_ALL
        | wait
        | {
            "RateLimit-Policy": f'"anonymous";q={MOST};w={WINDOW_SECONDS}',
            "RateLimit": f'"anonymous";r={max(left, 0)};t={seconds}',
        }
    )


def _told(problem: Problem) -> HttpResponse:
    members = {
        "type": "about:blank",
        "title": HttpResponse(status=problem.status).reason_phrase,
        "status": problem.status,
        "detail": problem.detail,
    }
    return JsonResponse(problem.members | members, status=problem.status, content_type=PROBLEM)


def page_of_rows(request: HttpRequest, rows: list[Answer], cursor: str, **more: Any) -> HttpResponse:
    """A page of a list, and where the next one is, in its body and as a Link (RFC 8288)."""
    given = [(name, value) for name, values in request.GET.lists() for value in values if name != "cursor"]
    following = (
        f"{settings.SITE_URL}{request.path}?{urlencode([*given, ('cursor', cursor)])}" if cursor else None
    )
    response = JsonResponse({"data": rows, "next": following, **more})
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    return response


@endpoint()
def nothing_here(request: HttpRequest) -> HttpResponse:
    """The answer to every address of the API that there is not."""
    raise Problem(404, "There is nothing at this address. All addresses are in /api/v1/openapi.json.")
