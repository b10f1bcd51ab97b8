from django.urls import path

from voting.views import staff

STAFF = "villages/<str:village_code>/votes/staff/"

urlpatterns = [
    path(STAFF, staff.staff, name="staff"),
    path(f"{STAFF}new/", staff.new, name="staff_new"),
    path(f"{STAFF}<int:pk>/", staff.member, name="staff_member"),
    path(f"{STAFF}<int:pk>/replace/", staff.replace, name="staff_replace"),
    path(f"{STAFF}<int:pk>/release/", staff.release, name="staff_release"),
]
