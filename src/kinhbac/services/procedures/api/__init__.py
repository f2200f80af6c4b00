"""Procedures for programs: the same acts and reads as the pages, as JSON. The site mounts `router` under /api/.

Every operation names its door as a page does, the statuses it may answer with besides success, and nothing of how
a refusal looks: the site puts the doors before the operations and gives all refusals one form.
"""

from ninja import Router

from kinhbac.services.procedures.api import applications, bundles, dossiers, public, systems

router = Router()
for each in (public, applications, dossiers, bundles, systems):
    router.add_router("", each.router)
