"""The API: what the pages do, as JSON, described at /api/openapi.json. `urls` enters by `addresses`."""

from functools import cached_property
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from kinhbac.services.procedures import api as procedures
from kinhbac.site.api import entrance, own, problems
from kinhbac.site.api.reading import StrictParser

ROUTERS = (own.router, procedures.router)
DESCRIPTION = (
    "The same acts as the pages, under the same rules. Sign in, take `token` from `GET /api/session`, and send it "
    "in X-CSRFToken with whatever changes something. Moments are ISO 8601 with +07:00, money is whole dong. "
    "Other systems show a token of their own instead of a session; each operation names the scope it needs. "
    "Every refusal has one form: `code`, `what`, `remedy`, `law`, and `faults` or `changes` where they say more."
)


class Described(NinjaAPI):
    """An API whose description is made once, with the schemes of its entrance."""

    @cached_property
    def described(self) -> OpenAPISchema:
        """The OpenAPI description."""
        schema = super().get_openapi_schema()
        schema["components"]["securitySchemes"] = entrance.SCHEMES
        return schema

    def get_openapi_schema(self, **_: Any) -> OpenAPISchema:
        """Return the description, which is the same for every path."""
        return self.described


api = Described(
    title="Kinh Bắc",
    version="1.0.0",
    description=DESCRIPTION,
    docs_url=None,
    parser=StrictParser(),
    urls_namespace="api",
)
for each in ROUTERS:
    api.add_router("", entrance.guard(each))
problems.explain_on(api, entrance.Forged)
addresses = entrance.routes(api, *ROUTERS)
