"""The demo's national provider of identities: a program of its own that speaks OpenID Connect, and misbehaves when told.

It knows the demo's people, keeps nothing, listens on this machine alone, and is started only beside a demo.
"""
