from django.urls import path

from documents.views import job

urlpatterns = [
    path("jobs/<uuid:key>/", job.job, name="job"),
    path("jobs/<uuid:key>/cancel/", job.cancel, name="job_cancel"),
]
