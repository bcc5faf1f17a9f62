"""What a page of results shows."""

import re


def wordings(response):
    """The statements on a page, in order."""
    lines = re.findall(r"<h3[^>]*>\s*<a[^>]*>(.*?)</a>", response.content.decode(), re.DOTALL)
    return [re.sub(r"<[^>]+>", "", line).strip("“”") for line in lines]


def ticks(response, facet):
    """(label, count, whether ticked) of a facet, in order."""
    found = next((f for f in response.context["results"].facets if f.name == facet), None)
    return [(value.label, value.count, value.is_selected) for value in found.values]


def search(client, query=""):
    """The results, after the redirect to the address of the search."""
    return client.get(f"/search{query}", follow=True)
