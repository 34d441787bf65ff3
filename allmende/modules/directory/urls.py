from django.urls import path

from allmende.modules.directory import feeds, views
from allmende.modules.directory.views import own

urlpatterns = [
    path("", views.index, name="index"),
    path("verzeichnis.csv", feeds.table, name="csv"),
    path("verzeichnis.geojson", feeds.geojson, name="geojson"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/eintrag-pflegen/", own.ask, name="claim"),
    path("<slug:slug>/aendern/<str:key>/", own.use, name="use"),
    path("<slug:slug>/stimmt/<str:token>/", own.confirm, name="confirm"),
]
