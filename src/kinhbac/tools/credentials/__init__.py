"""Credentials: what an officer proves herself with – a password, codes of a device, passkeys, recovery codes.

Enter by `actions` and `reads`. Pages are those of `sign_in`; who may come in with it is decided there.
"""
