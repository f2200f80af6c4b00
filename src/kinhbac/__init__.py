"""Kinh Bắc: a province's digital government. Floors, each importing only those below: site, services, tools, kernel, base."""
