from django.urls import path

from documents.api import job

urlpatterns = [
    path("jobs/<uuid:key>/", job.JobView.as_view(), name="job"),
    path("jobs/<uuid:key>/cancel/", job.CancellationView.as_view(), name="job_cancel"),
]
