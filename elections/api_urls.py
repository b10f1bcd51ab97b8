from django.urls import path

from elections.api import cycle, election, extension, ledger, step, waiver

VILLAGE = "villages/<str:village_code>/"
STEP = VILLAGE + "steps/<str:step>/"

urlpatterns = [
    path("cycle/", cycle.CycleView.as_view(), name="cycle"),
    path("elections/", election.ElectionsView.as_view(), name="elections"),
    path("ledger/", ledger.LedgerView.as_view(), name="ledger"),
    path(VILLAGE + "election/", election.ElectionView.as_view(), name="election"),
    path(VILLAGE + "calendar/", election.CalendarView.as_view(), name="calendar"),
    path(VILLAGE + "days/", election.DaysView.as_view(), name="days"),
    path(VILLAGE + "postponements/", election.PostponementView.as_view(), name="postpone"),
    path(VILLAGE + "marks/", election.MarksView.as_view(), name="marks"),
    path(VILLAGE + "ledger/", ledger.VillageLedgerView.as_view(), name="village_ledger"),
    path(STEP, step.StepView.as_view(), name="step"),
    path(STEP + "records/", step.RecordsView.as_view(), name="step_records"),
    path(STEP + "records/<int:pk>/withdraw/", step.WithdrawalView.as_view(), name="step_withdraw"),
    path(STEP + "extensions/", extension.ExtensionsView.as_view(), name="step_extensions"),
    path(STEP + "extensions/<int:pk>/grant/", extension.GrantView.as_view(), name="extension_grant"),
    path(STEP + "extensions/<int:pk>/refuse/", extension.RefusalView.as_view(), name="extension_refuse"),
    path(STEP + "waivers/", waiver.WaiversView.as_view(), name="step_waivers"),
]
