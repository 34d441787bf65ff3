from django.urls import path

from allmende.modules.portal import feeds, views

urlpatterns = [
    path("", views.news_list, name="index"),
    path("feed.atom", feeds.atom, name="atom"),
    path("feed.rss", feeds.rss, name="rss"),
    path("feed.json", feeds.json_feed, name="json"),
    path("<int:year>/", views.news_list, name="year"),
    path("<int:year>/<slug:slug>/", views.news, name="news"),
    path("<int:year>/<slug:slug>/druck/", views.news_print, name="print"),
    path("<int:year>/<slug:slug>/leicht/", views.news_easy, name="easy"),
    path("<int:year>/<slug:slug>/english/", views.news_english, name="english"),
    path("<int:year>/<slug:slug>/pdf/", views.news_pdf, name="pdf"),
    path("<int:year>/<slug:slug>/leicht/pdf/", views.news_easy_pdf, name="easy_pdf"),
    path("<int:year>/<slug:slug>/english/pdf/", views.news_english_pdf, name="english_pdf"),
]
