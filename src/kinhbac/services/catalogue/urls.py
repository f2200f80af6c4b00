"""Addresses of the workshop."""

from django.urls import path

from kinhbac.services.catalogue.pages import drafts, form, front, previews, publishing, seen

urlpatterns = [
    path("catalogue", front.front, name="catalogue"),
    path("catalogue/new", front.new, name="catalogue_new"),
    path("catalogue/procedures/<str:key>", publishing.versions, name="catalogue_versions"),
    path("catalogue/procedures/<str:key>/draft", front.draft_from, name="catalogue_draft_from"),
    path("catalogue/procedures/<str:key>/take-back", publishing.take_back, name="catalogue_take_back"),
    path("catalogue/procedures/<str:key>/end", publishing.end, name="catalogue_end"),
    path("catalogue/procedures/<str:key>/<int:number>", publishing.changes, name="catalogue_changes"),
    path("catalogue/drafts/<uuid:draft>", drafts.draft, name="catalogue_draft"),
    path("catalogue/drafts/<uuid:draft>/files", drafts.add, name="catalogue_add"),
    path("catalogue/drafts/<uuid:draft>/files/<str:name>", drafts.file, name="catalogue_file"),
    path("catalogue/drafts/<uuid:draft>/discard", drafts.discard, name="catalogue_discard"),
    path("catalogue/drafts/<uuid:draft>/form", form.form, name="catalogue_form"),
    path("catalogue/drafts/<uuid:draft>/path", seen.path, name="catalogue_path"),
    path("catalogue/drafts/<uuid:draft>/words", seen.words, name="catalogue_words"),
    path("catalogue/drafts/<uuid:draft>/preview", previews.begin, name="catalogue_preview_begin"),
    path("catalogue/drafts/<uuid:draft>/publish", publishing.publish, name="catalogue_publish"),
    path("catalogue/previews/<uuid:preview>", previews.preview, name="catalogue_preview"),
    path("catalogue/previews/<uuid:preview>/dossiers", previews.lines, name="catalogue_preview_lines"),
]
