"""Bundles (liên thông): what is filed once for several procedures, as a case of its own above their dossiers."""
