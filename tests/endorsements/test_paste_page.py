"""Pasting a list through its two pages."""

from tests.support.client import PageClient, form_values
from tests.support.pages import parse
from tests.support.people import SignIn
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy, Contest


def test_the_page_of_rows_is_saved_when_sent_as_it_was_given(
    client: PageClient, sign_in: SignIn, officer: Account, contest: Contest, candidacy: Candidacy
) -> None:
    sign_in(client, officer)
    address = f"/contests/{contest.slug}/endorsements/paste"
    reviewed = client.submit(address, text="Mali Sample-Paste", candidacy=str(candidacy.id))
    assert reviewed.status_code == 200
    tree, _errors = parse(reviewed.text)
    form = next(form for main in tree.iter("main") for form in main.iter("form"))
    saved = client.post(address, data=form_values(form), csrf=False)
    assert (saved.status_code, saved.location.endswith("/endorsements")) == (303, True)
    assert "Mali Sample-Paste" in client.get(saved.location).text
