"""Procedures as a Django app: takes its seats in the kernel and at the desk."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """Dossiers: their kind is seated in the kernel, their work at the desk, and whoever tells their applicants."""

    name = "kinhbac.services.procedures"
    label = "kinhbac_procedures"

    def ready(self) -> None:
        """Take the seats."""
        from kinhbac.kernel.seats import seats  # noqa: PLC0415 - tables are there only now
        from kinhbac.services.procedures.actions.born_children import BornChildren  # noqa: PLC0415 - as above
        from kinhbac.services.procedures.actions.bundle_parts import follow_parts  # noqa: PLC0415 - as above
        from kinhbac.services.procedures.actions.day_book import DayBookProjection  # noqa: PLC0415 - as above
        from kinhbac.services.procedures.actions.figures import follow  # noqa: PLC0415 - as above
        from kinhbac.services.procedures.actions.keeping import seat_keeping  # noqa: PLC0415 - as above
        from kinhbac.services.procedures.listening import tell_applicant  # noqa: PLC0415 - as above
        from kinhbac.services.procedures.reads.desk import DossierWork  # noqa: PLC0415 - as above
        from kinhbac.services.procedures.reads.filed import FiledDossiers  # noqa: PLC0415 - as above
        from kinhbac.services.procedures.rules.bundles.kind import BundleKind  # noqa: PLC0415 - as above
        from kinhbac.services.procedures.rules.dossier import DossierKind  # noqa: PLC0415 - as above
        from kinhbac.services.procedures.rules.guidance import GuidanceKind  # noqa: PLC0415 - as above
        from kinhbac.services.procedures.rules.interests import interest_in  # noqa: PLC0415 - as above
        from kinhbac.services.procedures.rules.names import KIND  # noqa: PLC0415 - as above
        from kinhbac.tools.desk.seats import seats as desk  # noqa: PLC0415 - as above
        from kinhbac.tools.grammar.seats import seats as grammar  # noqa: PLC0415 - as above

        seats.seat_kind(DossierKind())
        seats.seat_kind(GuidanceKind())
        seats.seat_kind(BundleKind())
        seats.seat_interest(KIND, interest_in)
        desk.seat_work(DossierWork())
        grammar.seat_filings(FiledDossiers())
        seats.seat_listener("procedures.applicant", tell_applicant)
        seats.seat_listener("procedures.bundles", follow_parts)
        seats.seat_follower("procedures.figures", follow)
        seats.seat_projection("procedures.day_book", DayBookProjection())
        seats.seat_projection("procedures.born_children", BornChildren())
        seat_keeping()
