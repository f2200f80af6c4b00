"""The demo province: invented people with accounts and posts, and dossiers made through the same rules as real ones."""
