"""Actions of the provider: registering systems, granting what is asked, ending sign-ons and telling of it."""
