from django.urls import path

from allmende.modules.events import feeds, views

urlpatterns = [
    path("", views.coming_events, name="index"),
    path("kalender.ics", feeds.calendar, name="calendar"),
    path("monat/<int:year>-<int:month>/", views.month, name="month"),
    path("<int:year>/<slug:slug>/", views.event, name="event"),
    path("<int:year>/<slug:slug>/termin.ics", feeds.one_event, name="one_event"),
    path("<int:year>/<slug:slug>/druck/", views.event_print, name="print"),
    path("<int:year>/<slug:slug>/pdf/", views.event_pdf, name="pdf"),
]
