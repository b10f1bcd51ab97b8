from django.urls import path

from voting.api import staff

STAFF = "villages/<str:village_code>/staff/"

urlpatterns = [
    path(STAFF, staff.StaffView.as_view(), name="staff"),
    path(f"{STAFF}appointments/", staff.AppointmentView.as_view(), name="staff_new"),
    path(f"{STAFF}<int:pk>/replacement/", staff.ReplacementView.as_view(), name="staff_replace"),
    path(f"{STAFF}<int:pk>/release/", staff.ReleaseView.as_view(), name="staff_release"),
]
