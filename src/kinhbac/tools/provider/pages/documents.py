"""What the provider publishes of itself: where everything is, and its keys."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from kinhbac.tools.identity.doors import open_to_all
from kinhbac.tools.provider import keys
from kinhbac.tools.provider.pages.frame import issuer_of
from kinhbac.tools.provider.protocol import GRANTS
from kinhbac.tools.provider.registered import SHOWN_BY, now_here
from kinhbac.tools.provider.signing import LEVEL
from kinhbac.tools.provider.types import IDENTITY_NUMBER, OF_PERSON, OF_SYSTEM, PAIRWISE, POSTS

KEPT_SECONDS = 300


@open_to_all
@require_safe
def discovery(request: HttpRequest) -> HttpResponse:
    """Say where everything is (OpenID Connect Discovery 1.0)."""
    here = issuer_of(request)
    return _published(
        {
            "issuer": here,
            "authorization_endpoint": here + reverse("oidc_authorize"),
            "token_endpoint": here + reverse("oidc_token"),
            "userinfo_endpoint": here + reverse("oidc_userinfo"),
            "jwks_uri": here + reverse("oidc_keys"),
            "revocation_endpoint": here + reverse("oidc_revoke"),
            "end_session_endpoint": here + reverse("oidc_logout"),
            "scopes_supported": [*OF_PERSON, *OF_SYSTEM],
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": list(GRANTS),
            "subject_types_supported": [PAIRWISE],
            "id_token_signing_alg_values_supported": [keys.ALGORITHM],
            "token_endpoint_auth_methods_supported": list(SHOWN_BY),
            "code_challenge_methods_supported": ["S256"],
            "acr_values_supported": [f"{LEVEL}{level}" for level in (1, 2)],
            "claims_supported": ["sub", "sid", "auth_time", "acr", "name", IDENTITY_NUMBER, POSTS],
            "ui_locales_supported": ["vi", "en"],
            "request_parameter_supported": False,
            "request_uri_parameter_supported": False,
            "claims_parameter_supported": False,
            "authorization_response_iss_parameter_supported": True,
            "backchannel_logout_supported": True,
            "backchannel_logout_session_supported": True,
        }
    )


@open_to_all
@require_safe
def key_set(_request: HttpRequest) -> HttpResponse:
    """Publish the keys with which something may be signed."""
    return _published(keys.as_document(now_here()))


def _published(document: dict[str, object]) -> HttpResponse:
    answer = JsonResponse(document)
    answer["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return answer
