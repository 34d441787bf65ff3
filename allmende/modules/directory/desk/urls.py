from django.urls import path

from allmende.modules.directory.desk import entries, hours, importing, views

urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.entries, name="entries"),
    path("<slug:slug>/neu/", entries.add, name="add"),
    path("<slug:slug>/eintrag/<int:entry>/", entries.edit, name="entry"),
    path("<slug:slug>/eintrag/<int:entry>/zeiten/", hours.hours, name="hours"),
    path("<slug:slug>/eintrag/<int:entry>/ausnahmen/", hours.exceptions, name="exceptions"),
    path("<slug:slug>/eintrag/<int:entry>/leistungen/", entries.services, name="services"),
    path("<slug:slug>/eintrag/<int:entry>/stimmt/", views.confirm, name="confirm"),
    path("<slug:slug>/eintrag/<int:entry>/loeschen/", entries.remove, name="remove"),
    path("<slug:slug>/antrag/<int:claim>/", views.claim, name="claim"),
    path("<slug:slug>/einlesen/", importing.upload, name="upload"),
    path("<slug:slug>/einlesen/<int:run>/", importing.run, name="run"),
]
