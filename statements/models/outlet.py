"""Who publishes articles."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from statements.models.public_id import PublicIdField, public_id_check


class OutletQuerySet(models.QuerySet["Outlet"]):
    """Reads of outlets."""

    def named(self, name: str) -> "OutletQuerySet":
        """The outlets that bear this name now or bore it once, capitals ignored; merged ones left it to another."""
        named = models.Q(name__iexact=name) | models.Q(names__name__iexact=name)
        return self.filter(named, merged_into=None).distinct()

    def at_host(self, host: str) -> "OutletQuerySet":
        """The outlet whose domain is this host or a parent of it ("www.post.example" finds "post.example")."""
        labels = host.lower().rstrip(".").split(".")
        parents = [".".join(labels[i:]) for i in range(len(labels) - 1)]
        return self.filter(domains__host__in=parents).distinct()


class Outlet(models.Model):
    """A publisher of articles: newspaper, broadcaster, agency, official site."""

    class Kind(models.TextChoices):
        NEWSPAPER = "newspaper"
        BROADCASTER = "broadcaster"
        AGENCY = "agency"
        OFFICIAL = "official", "official site"
        AGGREGATOR = "aggregator"
        UNKNOWN = "", "not known"

    public_id = PublicIdField()
    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=80)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2 code, such as NO.")
    language = models.CharField(max_length=8, blank=True, help_text="BCP 47 code, such as en.")
    kind = models.CharField(max_length=12, choices=Kind, blank=True, default=Kind.UNKNOWN)
    is_linked = models.BooleanField(
        "link to its originals", default=True, help_text="Pages link to the article on the outlet's own site."
    )
    is_excerpted = models.BooleanField(
        "show excerpts",
        default=True,
        help_text="Pages show words around its quotations; else nothing but the quotations themselves.",
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="merged_here", null=True, blank=True
    )

    objects = OutletQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            public_id_check("outlet"),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="outlet_merged_into_another",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="outlet_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("outlet", args=[self.public_id, self.slug])


class OutletName(models.Model):
    """A name that an outlet bears or bore, with the days it was in use."""

    outlet = models.ForeignKey("Outlet", on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    used = DateRangeField(null=True, blank=True, help_text="Empty where not known.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outlet", "name"], name="outlet_name_once")]

    def __str__(self) -> str:
        return self.name


class Domain(models.Model):
    """A host under which an outlet publishes: a URL finds its outlet by it."""

    outlet = models.ForeignKey("Outlet", on_delete=models.CASCADE, related_name="domains")
    host = models.CharField(max_length=253, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(host__regex=r"^[a-z0-9.-]*[a-z0-9]$"),
                name="domain_host_form",
                violation_error_message="A host is written in lower case without scheme, path or port: post.example",
            )
        ]

    def __str__(self) -> str:
        return self.host


class Ownership(models.Model):
    """Who owned and who controlled an outlet, when, and by which source."""

    class Control(models.TextChoices):
        STATE = "state"
        PUBLIC = "public"
        INDEPENDENT = "independent"

    outlet = models.ForeignKey("Outlet", on_delete=models.CASCADE, related_name="ownerships")
    owner = models.CharField(max_length=200, blank=True, help_text="The group that owns it.")
    control = models.CharField(max_length=12, choices=Control)
    held = DateRangeField(null=True, blank=True, help_text="Empty where not known.")
    source = models.CharField(max_length=500, help_text="Where this can be looked up.")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(source=""), name="ownership_has_a_source")]

    def __str__(self) -> str:
        return f"{self.owner or 'owner not known'} ({self.control})"


def control_of(outlet: str, published: str) -> Subquery:
    """Who controlled an outlet on the days of a publication, or today where these are not known; both are paths of
    columns. Of several the one that began last counts, and one without days least. Null where nothing is known.
    """
    return _held_then(outlet, published, "control")


def owner_of(outlet: str, published: str) -> Subquery:
    """Who owned it, by the same rule."""
    return _held_then(outlet, published, "owner")


def _held_then(outlet: str, published: str, column: str) -> Subquery:
    today = Func(
        function="daterange", template="daterange(CURRENT_DATE, NULL)", output_field=DateRangeField()
    )
    days = Coalesce(OuterRef(published), today)
    held = Ownership.objects.filter(Q(held=None) | Q(held__overlap=days), outlet=OuterRef(outlet))
    return Subquery(held.order_by(F("held").desc(nulls_last=True), "-pk").values(column)[:1])
