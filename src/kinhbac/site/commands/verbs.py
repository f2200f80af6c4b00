"""The group of verbs: each is imported when it is called, so that `kinhbac due` does not wait for Django."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from kinhbac.site.commands.troubles import explained


class Verbs(click.Group):
    """Verbs by name, each the object `verb` of the module of its name in this folder."""

    def __init__(self, *, verbs: Mapping[str, str], **attributes: Any) -> None:
        super().__init__(**attributes)
        self.verbs = verbs

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  - click calls it so
        """Return the verbs in the order in which they are shown."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  - as above
        """Return a verb, imported now; None if there is none of that name."""
        if cmd_name not in self.verbs:
            return None
        verb = import_module(f"{__package__}.{cmd_name}").verb
        assert isinstance(verb, click.Command)
        return verb

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  - as above
        """Write the list of verbs without importing any."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(self.verbs.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb; a fault that has an explanation is told in a sentence, any other is a fault of ours."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as fault:
            trouble = explained(fault)
            if trouble is None:
                raise
            raise trouble from fault
