"""What must be seen first stands on the start page, whichever module says it."""

from datetime import timedelta

from django.utils import timezone

from allmende.modules.portal.domain import publish_news
from allmende.modules.weather.choices import Level
from allmende.modules.weather.models import OfficialWarning
from allmende.modules.weather.tests.sample import publish


def warn(town, title, level):
    warning = publish(town=town, title=title)
    OfficialWarning.objects.filter(pk=warning.pk).update(level=level)


def lines(client, host="soemmerda.localhost"):
    return [line.title for line in client.get("/", host=host).context["notices"]]


def test_severe_weather_and_urgent_news_stand_in_the_strip(cast, client):
    until = timezone.now() + timedelta(days=1)
    publish_news(town=cast.soemmerda, title="Brücke gesperrt", urgent_until=until)
    warn(cast.soemmerda, "Amtliche UNWETTERWARNUNG", Level.SEVERE)
    warn(cast.soemmerda, "Amtliche WARNUNG vor FROST", Level.MARKED)
    assert lines(client) == ["Amtliche UNWETTERWARNUNG", "Brücke gesperrt"]
    assert lines(client, "buttstaedt.localhost") == []


def test_the_alliance_says_where_the_weather_is_severe(cast, client):
    warn(cast.soemmerda, "Amtliche UNWETTERWARNUNG", Level.EXTREME)
    assert lines(client, "becken.localhost") == ["Sömmerda: Amtliche UNWETTERWARNUNG"]
    answer = client.get("/", host="becken.localhost").content.decode()
    assert f'href="{cast.soemmerda.base_url}/wetter/"' in answer.partition("strip-title")[2]
