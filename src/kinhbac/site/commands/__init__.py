"""The command `kinhbac`: one file for each verb, loaded only when it is called. Enter by `main`."""

from kinhbac.site.commands.verbs import Verbs

main = Verbs(
    name="kinhbac",
    help="The digital government of one province: its server, its journal, its copies and its definitions.",
    epilog="Exit codes: 0 done; 1 not done, or what was checked does not hold; 2 asked wrongly.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    verbs={
        "serve": "Serve a province at an address of this machine.",
        "demo": "Prepare a demo province and serve it.",
        "check": "Check the definitions of a catalogue.",
        "publish": "Publish a catalogue into a province; sets up a new one. Or procedures from a day on.",
        "preview": "Try changed procedures on last year's dossiers.",
        "find": "Find procedures by a person's own words.",
        "due": "Show a due moment and the sum behind it.",
        "verify": "Verify the journal, its tables and its seals.",
        "rebuild": "Make the tables again from the journal.",
        "code": "Issue an officer an activation code, such as the first administrator's.",
        "systems": "Register other systems that sign in through Kinh Bắc.",
        "keys": "Show or change the keys that sign for them.",
        "numbers": "Seal identity numbers under a new key.",
        "retain": "End what was kept long enough, or show what would go.",
        "backup": "Copy a running province into one file.",
        "restore": "Make a province from such a file.",
    },
)
