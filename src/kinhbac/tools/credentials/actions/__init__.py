"""Actions of credentials: the only writers of what officers prove themselves with."""
