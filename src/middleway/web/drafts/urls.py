"""What was typed and is not kept yet."""

from django.urls import path

from middleway.web.drafts import views

app_name = "drafts"
urlpatterns = [
    path("", views.save, name="save"),
    path("let-go/", views.let_go, name="let_go"),
    path("<uuid:draft_id>/", views.show, name="show"),
]
