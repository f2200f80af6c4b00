"""Pages and endpoints of the provider: for systems, for whoever signs on to them, and for administrators."""
