"""`kinhbac code`: an activation code for an officer, such as the first administrator, whom nobody else can give one."""

from pathlib import Path

import click

from kinhbac.site.commands.options import data_option
from kinhbac.site.commands.province import opened
from kinhbac.site.commands.troubles import Trouble


@click.command("code")
@click.option("--number", required=True, help="The officer's identity number.")
@click.option(
    "--user-name", required=True, help="The name to sign in with: letters without marks, digits, dots."
)
@data_option()
def verb(number: str, user_name: str, data: Path) -> None:
    """Issue an officer an activation code, such as the first administrator's.

    It is written here this once, can be used once, and makes whatever the officer signed in with before worth nothing.
    """
    with opened(data):
        from kinhbac.kernel.types import Refused  # noqa: PLC0415  - Django knows the province only now
        from kinhbac.tools.identity.reads.officers import officer_numbered  # noqa: PLC0415  - as above
        from kinhbac.tools.sign_in.own.codes import issue  # noqa: PLC0415  - as above
        from kinhbac.tools.sign_in.own.entering import now_here  # noqa: PLC0415  - as above
        from kinhbac.tools.sign_in.reads import own_rules  # noqa: PLC0415  - as above

        now = now_here()
        rule = own_rules(now.date())
        if rule is None:
            raise Trouble(
                "The published catalogue has no rules of officers' own sign-in (sign_in.yaml, own)."
            )
        account, name = officer_numbered(number, now.date()) or (None, "")
        try:
            code = issue(account, user_name, None, now, rule)
        except Refused as fault:
            raise Trouble(f"{fault.refusal.reason.say('en')} {fault.refusal.remedy.say('en')}") from fault
    click.echo(f"{name}: {code} (once, at /sign-in/officer/activate, within {rule.activation_hours} hours)")
