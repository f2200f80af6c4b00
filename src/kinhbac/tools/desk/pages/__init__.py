"""Pages of the desk: the frame with its panes, and what is done from them."""
