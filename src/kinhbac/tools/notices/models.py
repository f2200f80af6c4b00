"""The table of messages."""

from django.db import models


class Message(models.Model):
    """A notice to a person about an entry of a case; one for each entry and person, however often it is told."""

    person = models.UUIDField()
    case = models.UUIDField()
    seq = models.IntegerField()
    at = models.DateTimeField()
    subject_vi = models.CharField(max_length=200)
    subject_en = models.CharField(max_length=200)
    body_vi = models.TextField()
    body_en = models.TextField()
    link = models.CharField(max_length=200, default="", blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kinhbac_message"
        constraints = [models.UniqueConstraint(fields=["person", "case", "seq"], name="one_message_an_entry")]
        indexes = [models.Index(fields=["person", "-at"], name="message_box")]
