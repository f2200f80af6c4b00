"""What each act asks of the officer who does it: its form, whether it makes sense now, its limit, what is drafted for it."""
