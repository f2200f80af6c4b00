"""Names the accounts of the demo's people who look at pages in `bench.starting`. Run by `bench.within`."""

from kinhbac.site.demo import cast


def main(_argument: str) -> dict[str, str]:
    """Return the account of a citizen, an officer of the desk and a leader."""
    return {
        "citizen": str(cast.LAN.account),
        "officer": str(cast.MINH.account),
        "leader": str(cast.BINH.account),
    }
