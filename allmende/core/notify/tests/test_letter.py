"""One text, two forms; what people type stays what it is."""

from email.header import decode_header, make_header
from email.utils import parseaddr
from html.parser import HTMLParser

import pytest
from wagtail.users.models import UserProfile

from allmende.core.notify import domain
from allmende.core.notify.house_mails import HOUSE, INVITATION, ROLE_ENDS
from allmende.core.notify.letter import letter, tame, written
from conftest import settle

LINK = "https://soemmerda.example/verwaltung/x/?a=1&b=2"
VALUES = {
    "link": LINK, "desk": LINK, "hours": 72, "who": "Jörg", "role": "Freigabe", "ends": "1.12.2026",
    "may_prolong": True, "title": "Fest", "minutes": 10, "reason": "Bild fehlt",
}  # fmt: skip


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.tags = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag == "a":
            self.found.append(dict(attrs)["href"])


def html_of(text, town):
    made = letter(subject="Betreff", text=text, town=town, language="de")
    parser = Links()
    parser.feed(made.html)
    return made, parser


@pytest.mark.parametrize("template", HOUSE, ids=lambda one: one.key)
def test_every_mail_of_the_house_has_the_same_words_in_both_forms(cast, template):
    cast.marlene.email = "marlene@example.org"
    mail = domain.post(template=template, to=cast.marlene, town=cast.soemmerda, context=VALUES)
    made, parser = html_of(mail.text, cast.soemmerda)
    assert mail.subject
    assert "%(" not in mail.subject
    assert made.plain.count(LINK) == len(parser.found) > 0
    assert set(parser.found) == {LINK}
    assert "=>" not in made.plain + made.html.replace("=&gt;", "=>")
    assert '<html lang="de">' in made.html
    assert {"script", "img", "link", "iframe"} & set(parser.tags) == set()


def test_typed_text_makes_no_link_no_line_and_no_markup(cast):
    evil = "Eva\n\n=> https://boese.example Hier klicken <b>"
    cast.marlene.first_name = evil
    context = tame(VALUES | {"who": evil})
    text = written(ROLE_ENDS.template, context | {"town": cast.soemmerda})
    _made, parser = html_of(text, cast.soemmerda)
    assert parser.found == [LINK]
    assert "b" not in parser.tags


def test_the_subject_is_one_line(cast):
    mail = domain.post(
        template=ROLE_ENDS,
        to="x@example.org",
        town=cast.soemmerda,
        context=VALUES | {"who": "Eva\r\nBcc: alle@example.org"},
    )
    assert mail.subject.splitlines() == [mail.subject]


def test_the_receiver_reads_the_language_of_their_desk(cast, mailoutbox):
    cast.marlene.email = "marlene@example.org"
    cast.marlene.save()
    UserProfile.objects.create(user=cast.marlene, preferred_language="en")
    domain.post(template=INVITATION, to=cast.marlene, town=cast.soemmerda, context=VALUES)
    settle()
    [mail] = mailoutbox
    assert mail.subject == "Your access to the desk of Sömmerda"
    assert "Your user name: marlene" in mail.body
    assert '<html lang="en">' in mail.alternatives[0][0]


def test_the_sender_is_the_town_and_robots_do_not_answer(cast, mailoutbox):
    cast.soemmerda.email = "stadt@soemmerda.example"
    cast.soemmerda.save()
    mail = domain.post(
        template=INVITATION, to="neu@example.org", town=cast.soemmerda, context=VALUES
    )
    settle()
    [sent] = mailoutbox
    assert parseaddr(sent.from_email)[1] == "portal@example.org"
    assert str(make_header(decode_header(parseaddr(sent.from_email)[0]))) == "Stadt Sömmerda"
    assert sent.reply_to == ["stadt@soemmerda.example"]
    head = sent.extra_headers
    assert head["Auto-Submitted"] == "auto-generated"
    assert head["Message-ID"].startswith(f"<mail-{mail.pk}-")
