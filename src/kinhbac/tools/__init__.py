"""Tools: what services share. In order: files, identity, notices, forms, grammar; each imports only those before it."""
