"""What the provider keeps for a time: codes and tokens that are worth nothing, ended sign-ons, withdrawn consents, its acts."""

from kinhbac.kernel.keeping import Rows, told_of
from kinhbac.kernel.seats import seats
from kinhbac.tools.provider.models import Code, Consent, SignOn, Subject, SystemAct, Token


def seat_keeping() -> None:
    """Take the seats."""
    seats.seat_sweeps("consent", Rows(table=Consent, counted_from="withdrawn_at", about=("account",)))
    seats.seat_sweeps("sign_on", Rows(table=SignOn, counted_from="ended_at", about=("account", "person")))
    seats.seat_sweeps(
        "token", Rows(table=Code, counted_from="at"), Rows(table=Token, counted_from="expires_at")
    )
    acts = Rows(
        table=SystemAct, counted_from="at", about=("account",), nameless={"account": None, "source": ""}
    )
    seats.seat_use("provider.consent", told_of(Consent, "account"))
    seats.seat_use("provider.sign_on", told_of(SignOn, "account", "person"))
    seats.seat_use("provider.act", told_of(SystemAct, "account"))
    seats.seat_use("provider.subject", told_of(Subject, "person"))
    seats.seat_sweeps("system_act", acts)  # who of the administrators acted stays: it was in her post
