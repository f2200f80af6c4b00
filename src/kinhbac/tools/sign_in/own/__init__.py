"""Officers' own sign-in: a name and a password with a second step, or a passkey; and the page on which they keep them."""
