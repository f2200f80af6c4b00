"""Actions of the workshop: the only writers. An administrator's, all of them."""
