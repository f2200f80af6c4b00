"""Addresses of the provider."""

from django.urls import path

from kinhbac.tools.provider.pages import (
    authorize,
    consents,
    documents,
    exchanging,
    leaving,
    officers,
    systems,
)

urlpatterns = [
    path(".well-known/openid-configuration", documents.discovery, name="oidc_discovery"),
    path("oidc/keys", documents.key_set, name="oidc_keys"),
    path("oidc/authorize", authorize.authorize, name="oidc_authorize"),
    path("oidc/go-on", authorize.go_on, name="oidc_go_on"),
    path("oidc/token", exchanging.token, name="oidc_token"),
    path("oidc/revoke", exchanging.revoke, name="oidc_revoke"),
    path("oidc/userinfo", exchanging.userinfo, name="oidc_userinfo"),
    path("oidc/logout", leaving.logout, name="oidc_logout"),
    path("oidc/leave", leaving.leave, name="oidc_leave"),
    path("consents", consents.consents, name="consents"),
    path("systems", systems.systems, name="systems"),
    path("systems/new", systems.new, name="systems_new"),
    path("systems/<slug:key>", systems.system, name="system"),
    path("scim/v2/ServiceProviderConfig", officers.config, name="scim_config"),
    path("scim/v2/ResourceTypes", officers.resource_types, name="scim_types"),
    path("scim/v2/Schemas", officers.schemas, name="scim_schemas"),
    path("scim/v2/Users", officers.users, name="scim_users"),
    path("scim/v2/Users/<uuid:key>", officers.user, name="scim_user"),
]
