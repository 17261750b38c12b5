"""Which key signs for a person: the file named, the agent's, or the one in its usual place."""

from __future__ import annotations

import pytest
from tests.store import agents, stock
from tests.store.stock import TEXT

from taizhang.actions.keys import agent_held, key_file, new_key, signer_for
from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.store.sshsig import sign, why_not

SECRET = "correct horse"  # noqa: S105 - of keys that live as long as a test


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    return tmp_path


def secret():
    return SECRET


def never():
    pytest.fail("asked for a passphrase in vain")


def test_the_usual_place_is_in_the_home_of_the_person(home):
    assert key_file("") == home / ".ssh" / "taizhang"
    assert key_file("~/other") == home / "other"


def test_a_key_made_here_signs_for_its_person():
    made = new_key("", secret)
    sig = sign(TEXT, signer_for([made.line], "", secret))
    assert why_not(TEXT, sig, [made.line]) == ""


def test_a_key_there_already_is_told_before_a_passphrase_is_asked():
    new_key("", secret)
    with pytest.raises(UsageProblem) as told:
        new_key("", never)
    assert told.value.code == "key-there-already"


def test_a_key_the_roster_does_not_give_is_refused_before_it_is_unlocked():
    new_key("", secret)
    with pytest.raises(UsageProblem) as told:
        signer_for([stock.new_signer().key], "", never)
    assert told.value.code == "key-not-in-roster"


def test_without_any_key_the_way_to_one_is_told():
    with pytest.raises(UsageProblem) as told:
        signer_for([stock.new_signer().key], "", never)
    assert told.value.code == "key-not-there"


@agents.needed
class TestAgent:
    @pytest.fixture
    def agent(self, tmp_path, monkeypatch):
        with agents.running(tmp_path) as address:
            monkeypatch.setenv("SSH_AUTH_SOCK", address)
            yield address

    def test_its_key_signs_and_no_passphrase_is_asked(self, agent, tmp_path):
        path, key = stock.make(tmp_path)
        agents.add(agent, path)
        assert [each.line for each in agent_held()] == [key]
        assert why_not(TEXT, sign(TEXT, signer_for([key], "", never)), [key]) == ""

    def test_keys_of_others_in_it_are_passed_over(self, agent, tmp_path):
        path, _ = stock.make(tmp_path)
        agents.add(agent, path)
        made = new_key("", secret)
        sig = sign(TEXT, signer_for([made.line], "", secret))
        assert why_not(TEXT, sig, [made.line]) == ""

    def test_a_file_that_is_named_comes_first(self, agent, tmp_path):
        path, key = stock.make(tmp_path)
        agents.add(agent, path)
        made = new_key(str(tmp_path / "mine"), secret)
        signer = signer_for([key, made.line], str(tmp_path / "mine"), secret)
        assert signer.key == made.line

    def test_one_that_does_not_answer_is_told(self, agent, tmp_path, monkeypatch):
        monkeypatch.setenv("SSH_AUTH_SOCK", str(tmp_path / "nobody"))
        with pytest.raises(EnvironmentProblem) as told:
            signer_for([stock.new_signer().key], "", never)
        assert told.value.code == "agent-silent"
