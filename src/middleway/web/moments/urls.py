"""What was written."""

from django.urls import path

from middleway.web.moments import views

app_name = "moments"
urlpatterns = [
    path("", views.index, name="index"),
    path("page/<int:page>/", views.index, name="page"),
    path("write/", views.write, name="write"),
    path("drafts/<uuid:draft_id>/", views.draft, name="draft"),
    path("drafts/<uuid:draft_id>/let-go/", views.let_go, name="let_go"),
    path("<uuid:moment_id>/", views.show, name="show"),
    path("<uuid:moment_id>/edit/", views.edit, name="edit"),
    path("<uuid:moment_id>/erase/", views.erase, name="erase"),
]
