"""What credentials keep for a time: wrong tries and answered challenges, both digests, and activation codes."""

from kinhbac.kernel.keeping import Rows, told_of
from kinhbac.kernel.seats import seats
from kinhbac.tools.credentials.models import Activation, OwnSignIn, Spent, WrongTry


def seat_keeping() -> None:
    """Take the seats."""
    seats.seat_sweeps(
        "try", Rows(table=WrongTry, counted_from="last_at"), Rows(table=Spent, counted_from="at")
    )
    seats.seat_sweeps("activation", Rows(table=Activation, counted_from="until"))
    seats.seat_use("credentials.own", told_of(OwnSignIn, "account"))
    seats.seat_use("credentials.activation", told_of(Activation, "account"))
