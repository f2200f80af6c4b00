"""Rules of the workshop: what a text looks like, how a path is drawn, what a change changes, who may publish. Pure."""
