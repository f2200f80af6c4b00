"""Tools: what services share. In order: files, identity, notices, grammar, forms; each imports only those before it."""
