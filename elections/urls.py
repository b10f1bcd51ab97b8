from django.urls import include, path

from elections.views import archive, clock, cycle, days, holidays, ledger, opening, planner, step

app_name = "elections"
urlpatterns = [
    path("cycle/", cycle.cycle, name="cycle"),
    path("cycle/open/", opening.choose, name="opening"),
    path("cycle/open/windows/", opening.windows, name="opening_windows"),
    path("cycle/open/check/", opening.check, name="opening_check"),
    path("cycle/close/", cycle.close, name="cycle_close"),
    path("cycle/closed/", archive.cycles, name="archives"),
    path("cycle/closed/<int:pk>/", archive.archive, name="archive"),
    path("clock/", clock.clock, name="clock"),
    path("days/", days.days, name="days"),
    path("days/plan/", planner.planner, name="planner"),
    path("days/plan/check/", planner.check, name="planner_check"),
    path("days/<str:village_code>/", days.village_days, name="village_days"),
    path("days/<str:village_code>/marks/", days.marks, name="village_marks"),
    path("days/<str:village_code>/put-off/", days.postpone, name="postpone"),
    path("holidays/", holidays.holidays, name="holidays"),
    path("", include("elections.rulebook_urls")),
    path("ledger/", ledger.ledger, name="ledger"),
    path("villages/<str:village_code>/ledger/", ledger.village_ledger, name="village_ledger"),
    path("", include("elections.place_urls")),
    path("villages/<str:village_code>/steps/<str:step>/", step.step, name="step"),
    path("villages/<str:village_code>/steps/<str:step>/record/", step.record, name="step_record"),
    path(
        "villages/<str:village_code>/steps/<str:step>/records/<int:pk>/withdraw/",
        step.withdraw,
        name="step_withdraw",
    ),
    path("villages/<str:village_code>/steps/<str:step>/extension/", step.ask, name="step_ask"),
    path(
        "villages/<str:village_code>/steps/<str:step>/extensions/<int:pk>/", step.answer, name="step_answer"
    ),
    path("villages/<str:village_code>/steps/<str:step>/waiver/", step.waive, name="step_waive"),
    path("villages/<str:village_code>/step-files/<int:pk>/", step.attachment, name="step_file"),
]
