"""The pages of the program "me first, then us": eight parts, at one's own pace."""

from django.urls import path

from middleway.web.weeks import views

app_name = "weeks"
urlpatterns = [
    path("", views.index, name="index"),
    path("more/", views.more, name="more"),
    path("<int:number>/", views.part, name="part"),
]
