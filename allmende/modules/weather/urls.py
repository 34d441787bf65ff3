from django.urls import path

from allmende.modules.weather import views

urlpatterns = [
    path("", views.index, name="index"),
    path("wetter.json", views.data, name="data"),
    path("karte/", views.widget, name="widget"),
]
