"""Addresses of rulebooks: the one in force, the library, drafts, the amendment of a cycle."""

from django.urls import path

from elections.views import amendment, draft, draft_places, library, rulebook

DRAFT = "rulebooks/drafts/<int:pk>/"
urlpatterns = [
    path("rulebook/", rulebook.rulebook, name="rulebook"),
    path("cycles/<int:pk>/rulebook/", amendment.history, name="cycle_rulebook"),
    path("cycles/<int:pk>/rulebook/amend/", amendment.start, name="cycle_amend"),
    path("rulebooks/", library.library, name="library"),
    path("rulebooks/compare/", rulebook.compare, name="compare"),
    path("rulebooks/new/", library.new, name="new_rulebook"),
    path("rulebooks/import/", library.import_file, name="import_rulebook"),
    path(DRAFT, draft.draft, name="draft"),
    path(f"{DRAFT}head/", draft.head, name="draft_head"),
    path(f"{DRAFT}values/<str:path>/", draft_places.value, name="draft_value"),
    path(f"{DRAFT}lists/<str:path>/new/", draft_places.new_entry, name="draft_new_entry"),
    path(f"{DRAFT}lists/<str:path>/<int:number>/", draft_places.entry, name="draft_entry"),
    path(f"{DRAFT}laws/<str:key>/", draft_places.law, name="draft_law"),
    path(f"{DRAFT}changes/", amendment.changes, name="draft_changes"),
    path(f"{DRAFT}publish/", draft.publish, name="draft_publish"),
    path(f"{DRAFT}discard/", draft.discard, name="draft_discard"),
    path("rulebooks/<str:book>/", rulebook.look, name="look"),
    path("rulebooks/<str:book>/export/", library.export, name="export_rulebook"),
    path("rulebooks/<str:book>/copy/", library.copy, name="copy_rulebook"),
]
