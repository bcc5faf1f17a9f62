"""The public addresses. Every noun has one permanent form; names are singular for one, plural for a list."""

import re

from django.urls import URLPattern, path, re_path, register_converter

from statements import views
from statements.citations.styles.table import FILES
from statements.search.export.fields import ROWS
from statements.search.export.files import FORMATS
from statements.search.export.frozen import FILES as SET_FILES
from statements.views import api


class PublicId:
    """A public id in any letter case. Others of letters and digits are let in: the page says that they are mistyped."""

    regex = "[0-9A-Za-z]{1,32}"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


class Slug(PublicId):
    """The readable part behind an id: only decoration, so it may be wrong or missing, and leads to the right one."""

    regex = "[^/]*"


register_converter(PublicId, "id")


class Form(PublicId):
    """What the address of an entry ends with to be had in that form."""

    regex = "|".join(map(re.escape, ("json", "jsonld", *FILES)))


class SetForm(PublicId):
    """The same for a frozen set."""

    regex = "|".join(map(re.escape, ("zip", *SET_FILES, *FILES)))


register_converter(Slug, "readable")
register_converter(SetForm, "set_form")
register_converter(Form, "form")

JSON = {"form": "json"}


def frozen(letter: str, noun: str) -> list[URLPattern]:
    """The addresses of the versions of a noun, and of all of them in order."""
    at, of = f"{letter}/<id:public_id>", {"noun": noun}
    return [
        path(f"{at}/v<int:number>", views.version, of, name=f"{noun}-version"),
        path(f"{at}/v<int:number>.json", views.version, of | JSON, name=f"{noun}-version-json"),
        path(f"{at}/history", views.history, of, name=f"{noun}-history"),
    ]


urlpatterns = [
    path("", views.home, name="home"),
    path("search", views.search, name="search"),
    path("suggest", views.suggestions, name="suggest"),
    path("check", views.check_quotation, name="check"),
    path("q/<id:public_id>", views.quote, name="quote"),
    path("r/<id:public_id>", views.refrain, name="refrain"),
    path("a/<id:public_id>", views.article, name="article"),
    path("q/<id:public_id>/report", views.report, name="report"),
    path("reports/<id:public_id>", views.ticket, name="ticket"),
    path("w/<id:public_id>", views.appearance, name="appearance"),
    path("q/<id:public_id>.<form:form>", views.quote, name="quote-as"),
    path("r/<id:public_id>.json", views.refrain, JSON, name="refrain-json"),
    path("a/<id:public_id>.<form:form>", views.article, name="article-as"),
    path("w/<id:public_id>.json", views.appearance, JSON, name="appearance-json"),
    *frozen("q", "quote"),
    *frozen("r", "refrain"),
    *frozen("a", "article"),
    path("speakers/", views.speakers, name="speakers"),
    path("speakers/<id:public_id>/<readable:slug>", views.speaker, name="speaker"),
    path("outlets/", views.outlets, name="outlets"),
    path("outlets/<id:public_id>/manner.csv", views.outlet_csv, name="outlet-csv"),
    path("outlets/<id:public_id>/<readable:slug>", views.outlet, name="outlet"),
    path("topics/", views.topics, name="topics"),
    path("topics/<id:public_id>/<readable:slug>", views.topic, name="topic"),
    path("occasions/", views.occasions, name="occasions"),
    path("occasions/<id:public_id>/outlets.csv", views.occasion_csv, name="occasion-csv"),
    path("occasions/<id:public_id>/<readable:slug>", views.occasion, name="occasion"),
    path("refrains/", views.refrains, name="refrains"),
    path("sets/", views.sets, name="sets"),
    path("sets/new", views.new_set, name="new-set"),
    path("sets/<id:public_id>", views.frozen_set, name="set"),
    path("sets/<id:public_id>.<set_form:form>", views.frozen_set, name="set-as"),
    path("removals/", views.removals, name="removals"),
    path("compare", views.compare, name="compare"),
    path("compare.csv", views.compare_csv, name="compare-csv"),
    path("statistics", views.statistics, name="statistics"),
    path("statistics.csv", views.statistics_csv, name="statistics-csv"),
    path("search.atom", views.search_feed, name="search-feed"),
    *(path(f"{noun}.atom", views.list_feed, {"noun": noun}, name=f"{noun}-feed") for noun in views.LISTS),
    path("removals.atom", views.removals_feed, name="removals-feed"),
    path("robots.txt", views.robots, name="robots"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
    path("sitemap.xml", views.sitemap_index, name="sitemaps"),
    path("sitemap-<str:section>.xml", views.sitemap, name="sitemap"),
    *api.patterns(),
    path("export", views.export, name="export"),
    *(
        path(f"export.{form}", views.export_file, {"form": form}, name=f"export-{form}")
        for form in (*FORMATS, "zip")
    ),
    re_path(f"^codebook/(?P<rows>{'|'.join(ROWS)}).csv$", views.codebook_file, name="codebook"),
    path("about", views.about, name="about"),
    path("method", views.method, name="method"),
    path("coverage", views.sample, name="coverage"),
    path("how-to-cite", views.how_to_cite, name="how-to-cite"),
    path("accessibility", views.accessibility, name="accessibility"),
]
