"""Each mail goes out once, or the house says that it does not know."""

from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from allmende.core.notify import domain
from allmende.core.notify.choices import MailState
from allmende.core.notify.house_mails import BARRIER
from allmende.core.notify.models import DeadAddress, Mail
from allmende.core.notify.queries import needing_a_look
from allmende.core.notify.tasks import deliver, settle_stuck_mails
from allmende.core.notify.tests.fake import FakeBackend
from allmende.core.tasks.testing import run_all_due
from conftest import settle

LINK = "https://example.org/x"


@pytest.fixture(autouse=True)
def server(settings):
    settings.EMAIL_BACKEND = "allmende.core.notify.tests.fake.FakeBackend"
    FakeBackend.at_open, FakeBackend.at_send, FakeBackend.taken = [], [], []
    return FakeBackend


def write(town, address="amt@example.org", key=""):
    values = {"link": LINK}
    return domain.post(template=BARRIER, to=address, town=town, context=values, key=key)


def state(mail):
    return Mail.objects.values_list("state", "text").get(pk=mail.pk)


def try_to_deliver(mail):
    """Run the task as the worker does: an error means it comes again."""
    try:
        deliver.call(mail.pk)
    except OSError as error:
        return type(error).__name__
    return ""


def test_a_mail_goes_out_once_and_its_text_is_forgotten(cast, server):
    mail = write(cast.soemmerda)
    assert server.taken == []  # not before the commit
    settle()
    deliver.call(mail.pk)  # a second worker, or the same task again
    [sent] = server.taken
    assert (sent.to, sent.subject) == (
        ["amt@example.org"],
        "Jemand meldet eine Barriere auf der Seite von Sömmerda",
    )
    assert state(mail) == (MailState.SENT, "")


def test_what_is_asked_for_twice_under_one_key_is_one_mail(cast, server):
    mails = {write(cast.soemmerda, key="barrier:1").pk for _ in range(2)}
    settle()
    assert (len(mails), len(server.taken)) == (1, 1)


def test_a_server_that_cannot_be_reached_is_asked_again(
    cast, server, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks():  # not run by itself: the worker is played here
        mail = write(cast.soemmerda)
    server.at_open = [ConnectionRefusedError()]
    assert try_to_deliver(mail) == "ConnectionRefusedError"
    assert state(mail)[0] == MailState.WAITING
    assert try_to_deliver(mail) == ""
    assert (len(server.taken), state(mail)) == (1, (MailState.SENT, ""))


def test_a_talk_that_breaks_off_is_reported_and_never_repeated(
    cast, server, django_capture_on_commit_callbacks
):
    """The server may have taken it: that is why nobody sends it again by himself."""
    with django_capture_on_commit_callbacks():
        mail = write(cast.soemmerda)
    broken = SMTPServerDisconnected()
    broken.came_through = True
    server.at_send = [broken]
    deliver.call(mail.pk)
    deliver.call(mail.pk)
    assert len(server.taken) == 1
    assert state(mail)[0] == MailState.UNKNOWN
    assert [row.pk for row in needing_a_look([cast.soemmerda])] == [mail.pk]
    assert list(needing_a_look([cast.buttstaedt])) == []


def test_a_worker_that_dies_between_handing_over_and_noting_leaves_unknown(
    cast, server, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks():
        mail = write(cast.soemmerda)
    domain.claim(mail.pk)  # … and here the power goes
    assert domain.claim(mail.pk) is None
    deliver.call(mail.pk)
    Mail.objects.update(handed_at=timezone.now() - timedelta(minutes=16))
    settle_stuck_mails.call()
    assert (server.taken, state(mail)[0]) == ([], MailState.UNKNOWN)


def test_somebody_who_has_asked_may_send_an_unknown_mail_again(
    cast, server, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks():
        mail = write(cast.soemmerda)
    server.at_send = [TimeoutError()]
    deliver.call(mail.pk)
    mail.refresh_from_db()
    assert domain.send_again(mail=mail, by=cast.marlene)
    assert not domain.send_again(mail=mail, by=cast.marlene)
    settle()
    assert (len(server.taken), state(mail)) == (1, (MailState.SENT, ""))


@pytest.mark.parametrize(
    ("error", "ends"),
    [
        (SMTPRecipientsRefused({"amt@example.org": (550, b"no such user")}), MailState.RETURNED),
        (SMTPDataError(554, b"spam"), MailState.FAILED),
    ],
)
def test_a_refusal_for_good_is_noted(cast, server, error, ends, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        mail = write(cast.soemmerda)
    server.at_send = [error]
    deliver.call(mail.pk)
    assert (server.taken, state(mail)) == ([], (ends, ""))
    assert DeadAddress.objects.exists() == (ends == MailState.RETURNED)


def test_a_refusal_for_now_is_tried_again(cast, server, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        mail = write(cast.soemmerda)
    server.at_send = [SMTPRecipientsRefused({"amt@example.org": (451, b"greylisted")})]
    assert try_to_deliver(mail) == "SMTPRecipientsRefused"
    assert try_to_deliver(mail) == ""
    assert len(server.taken) == 1


def test_nothing_goes_to_an_address_that_sends_mail_back(cast, server):
    domain.mark_returned(mail=write(cast.soemmerda, "alt@example.org"), by=cast.marlene)
    FakeBackend.taken.clear()
    again = write(cast.soemmerda, "Alt@Example.org")
    settle()
    assert state(again) == (MailState.WITHHELD, "")
    domain.lift(mail=again, by=cast.marlene)
    write(cast.soemmerda, "alt@example.org")
    settle()
    assert "alt@example.org" in [address for mail in server.taken for address in mail.to]


def test_a_town_cannot_silence_an_account_of_another_one(cast, server):
    mail = write(cast.soemmerda, "antje@example.org")
    Mail.objects.filter(pk=mail.pk).update(receiver=cast.antje)
    mail.refresh_from_db()
    with pytest.raises(PermissionDenied):
        domain.mark_returned(mail=mail, by=cast.marlene)
    assert not DeadAddress.objects.exists()
    Mail.objects.filter(pk=mail.pk).update(receiver=cast.marlene)
    mail.refresh_from_db()
    domain.mark_returned(mail=mail, by=cast.marlene)
    assert DeadAddress.objects.exists()


def test_a_flood_waits_instead_of_going_out(cast, server, settings):
    settings.MAILS_PER_HOUR_AND_ADDRESS = 2
    for _ in range(4):
        write(cast.soemmerda)
    other = write(cast.soemmerda, "anderes@example.org")
    settle()
    to = [address for mail in server.taken for address in mail.to]
    assert to == ["amt@example.org"] * 2 + ["anderes@example.org"]
    assert state(other)[0] == MailState.SENT
    Mail.objects.update(handed_at=timezone.now() - timedelta(hours=2))
    run_all_due(now=timezone.now() + timedelta(minutes=11))
    assert len(server.taken) == 5


def test_what_nobody_could_send_for_days_is_given_up(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        mail = write(cast.soemmerda)
    Mail.objects.update(created_at=timezone.now() - timedelta(days=4))
    settle_stuck_mails.call()
    assert state(mail) == (MailState.FAILED, "")


def test_a_rolled_back_deed_writes_no_mail(cast, server):
    with transaction.atomic():
        write(cast.soemmerda)
        transaction.set_rollback(True)
    settle()
    assert (server.taken, Mail.objects.count()) == ([], 0)
