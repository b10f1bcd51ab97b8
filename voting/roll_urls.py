from django.urls import path

from voting.views import registration, roll, roll_changes, roll_figures, roll_upload

ROLL = "villages/<str:village_code>/roll/"

urlpatterns = [
    path(ROLL, roll.roll, name="roll"),
    path(f"{ROLL}template.xlsx", roll.template, name="roll_template"),
    path(f"{ROLL}publish/", roll.publish, name="roll_publish"),
    path(f"{ROLL}confirm/", roll.confirm, name="roll_confirm"),
    path(f"{ROLL}draw/", registration.draw, name="roll_draw"),
    path(f"{ROLL}correction/", registration.correction, name="roll_correction"),
    path(f"{ROLL}correction/discard/", registration.discard, name="roll_correction_discard"),
    path(f"{ROLL}people/", registration.people, name="roll_people"),
    path(f"{ROLL}people/add/", registration.add, name="roll_add"),
    path(f"{ROLL}people/<int:pk>/", registration.entry, name="roll_entry"),
    path(f"{ROLL}people/<int:pk>/register/", registration.register, name="roll_register"),
    path(f"{ROLL}people/<int:pk>/contact/", registration.contact, name="roll_contact"),
    path(f"{ROLL}people/<int:pk>/exclude/", registration.exclude, name="roll_exclude"),
    path(f"{ROLL}people/<int:pk>/correct/", registration.correct, name="roll_correct"),
    path(f"{ROLL}people/<int:pk>/strike/", registration.strike, name="roll_strike"),
    path(f"{ROLL}changes/", roll_changes.changes, name="roll_changes"),
    path(f"{ROLL}changes.csv", roll_changes.download, {"kind": "csv"}, name="roll_changes_csv"),
    path(f"{ROLL}changes.xlsx", roll_changes.download, {"kind": "xlsx"}, name="roll_changes_xlsx"),
    path(f"{ROLL}figures/", roll_figures.figures, name="roll_figures"),
    path("roll-figures/", roll_figures.all_figures, name="roll_figures_all"),
    path(f"{ROLL}upload/", roll_upload.send, name="roll_send"),
    path(f"{ROLL}uploads/<int:pk>/", roll_upload.upload, name="roll_upload"),
    path(f"{ROLL}uploads/<int:pk>/marked.xlsx", roll_upload.marked, name="roll_marked"),
    path(f"{ROLL}uploads/<int:pk>/commit/", roll_upload.commit, name="roll_commit"),
    path(f"{ROLL}uploads/<int:pk>/discard/", roll_upload.discard, name="roll_discard"),
]
