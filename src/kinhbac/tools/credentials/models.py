"""Tables of credentials: digests and public keys, and one secret (of the device's codes) that is sealed."""

from django.db import models


class OwnSignIn(models.Model):
    """The name and the password of an account; the password as Django's hasher keeps it, "" before there is one."""

    account = models.UUIDField(primary_key=True)
    user_name = models.CharField(max_length=40, unique=True)
    password = models.CharField(max_length=160, default="", blank=True)
    set_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kinhbac_own_sign_in"


class Activation(models.Model):
    """An activation code that was issued: for whom, by whom (None: by the command), until when, used when."""

    account = models.UUIDField(db_index=True)
    digest = models.CharField(max_length=64)
    issued_by = models.UUIDField(null=True)
    issued_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kinhbac_activation"


class Device(models.Model):
    """A device that gives codes (TOTP): its secret, sealed, and the last step whose code was taken."""

    account = models.UUIDField(primary_key=True)
    secret = models.CharField(max_length=300)
    last_step = models.BigIntegerField(default=0)
    since = models.DateTimeField()

    class Meta:
        db_table = "kinhbac_device"


class Passkey(models.Model):
    """A passkey (WebAuthn): its public half, and how often the other half says that it was used."""

    account = models.UUIDField(db_index=True)
    credential = models.CharField(max_length=1400, unique=True)
    public = models.BinaryField()
    counter = models.BigIntegerField(default=0)
    name = models.CharField(max_length=60)
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kinhbac_passkey"


class RecoveryCode(models.Model):
    """A recovery code as a digest; used once."""

    account = models.UUIDField()
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kinhbac_recovery_code"
        constraints = [models.UniqueConstraint(fields=["account", "digest"], name="recovery_code_once")]


class Spent(models.Model):
    """A challenge that was answered: its answer counts no second time."""

    digest = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "kinhbac_spent"


class WrongTry(models.Model):
    """How often was tried wrongly under a mark, and when last; the mark is a digest of who and from where."""

    mark = models.CharField(max_length=64, primary_key=True)
    wrong = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "kinhbac_wrong_try"
