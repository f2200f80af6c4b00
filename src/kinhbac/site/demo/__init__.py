"""The demo province: invented people with accounts and posts, and dossiers made through the same rules as real ones."""

from kinhbac.site.demo.prepare import prepare

__all__ = ["prepare"]
