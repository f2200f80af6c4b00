"""Serving: the web server and the worker as children of one small supervisor. Enter by `start.serve`."""
