from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def index(request: HttpRequest) -> HttpResponse:
    return render(request, "greetings/index.html")


urlpatterns = [path("", index, name="index")]
