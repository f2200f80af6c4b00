"""The desk's tables. Items, labels and words repeat what the journal says, and can be made again from it."""

from django.db import models
from django.db.models import Q


class Label(models.Model):
    """What a case is called in lists. `folded` holds the words that find it, each after a space, without marks."""

    case = models.UUIDField(unique=True)
    kind = models.CharField(max_length=40)
    code = models.CharField(max_length=60, null=True)
    title = models.CharField(max_length=300)
    folded = models.TextField()
    subject = models.CharField(max_length=80)
    subject_vi = models.CharField(max_length=300)
    subject_en = models.CharField(max_length=300)
    field = models.CharField(max_length=80)
    field_vi = models.CharField(max_length=200)
    field_en = models.CharField(max_length=200)

    class Meta:
        db_table = "kinhbac_desk_label"


class Item(models.Model):
    """A step of a case at the post that holds it, or held it last.

    `case` is the case's key, and by it its label. `sort_at` is when it is due, for an ended one when it ended; never empty. `superseded`: ended, and the case came to
    the same post again, so that the list of what was done names a case once. `subject` and `field` repeat the label's:
    with them all counts are read from one index.
    """

    case = models.ForeignKey(
        Label, to_field="case", on_delete=models.DO_NOTHING, db_index=False, db_constraint=False
    )
    step = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    queue = models.CharField(max_length=40)
    state = models.CharField(max_length=40)
    office = models.CharField(max_length=80)
    role = models.CharField(max_length=40)
    person = models.UUIDField(null=True)
    since = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    sort_at = models.DateTimeField()
    ended = models.BooleanField()
    superseded = models.BooleanField()
    subject = models.CharField(max_length=80)
    field = models.CharField(max_length=80)

    class Meta:
        db_table = "kinhbac_desk_item"
        constraints = [models.UniqueConstraint(fields=["case", "step"], name="desk_item_place")]
        indexes = [
            models.Index(
                fields=["office", "role", "sort_at", "id", "queue", "person", "subject", "field"],
                condition=Q(ended=False),
                name="desk_open",
            ),
            models.Index(
                fields=["office", "role", "sort_at", "id"],
                condition=Q(ended=True, superseded=False),
                name="desk_ended",
            ),
            models.Index(fields=["person"], condition=Q(ended=False), name="desk_person"),
        ]


class Word(models.Model):
    """A folded word by which an office finds a case that stands or stood with it: letters a to z and digits only."""

    office = models.CharField(max_length=80)
    word = models.CharField(max_length=60)
    label = models.ForeignKey(Label, on_delete=models.CASCADE, db_index=False, db_constraint=False)

    class Meta:
        db_table = "kinhbac_desk_word"
        constraints = [models.UniqueConstraint(fields=["office", "word", "label"], name="desk_word_place")]


class Bulk(models.Model):
    """Many acts asked for at once, tried first and then done, piece by piece. `account` asked."""

    id = models.UUIDField(primary_key=True)
    account = models.UUIDField()
    kind = models.CharField(max_length=40)
    act = models.CharField(max_length=60)
    values = models.JSONField(default=dict)
    phase = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kinhbac_desk_bulk"
        indexes = [
            models.Index(
                fields=["asked_at"], condition=Q(phase__in=["trying", "running"]), name="desk_bulk_waiting"
            ),
            models.Index(fields=["account", "-asked_at"], name="desk_bulk_own"),
        ]


class BulkLine(models.Model):
    """One case of a bulk act and what became of it; `outcome` is "" while it waits for its turn."""

    bulk = models.ForeignKey(Bulk, on_delete=models.CASCADE, related_name="lines", db_index=False)
    place = models.IntegerField()
    case = models.UUIDField()
    step = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10, default="")
    reason_vi = models.TextField(default="")
    reason_en = models.TextField(default="")
    remedy_vi = models.TextField(default="")
    remedy_en = models.TextField(default="")

    class Meta:
        db_table = "kinhbac_desk_bulk_line"
        constraints = [models.UniqueConstraint(fields=["bulk", "place"], name="desk_bulk_line_place")]
        indexes = [models.Index(fields=["bulk", "outcome", "place"], name="desk_bulk_line_left")]
