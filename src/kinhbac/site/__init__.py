"""The site: settings, addresses, page frame, commands and the demo. The only room that knows everyone."""
