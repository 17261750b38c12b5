"""Signing by a real ssh-agent, and answers of false ones."""

from __future__ import annotations

import pytest
from tests.store import agents, stock
from tests.store.stock import TEXT

from taizhang.errors import EnvironmentProblem
from taizhang.store.sshagent import AgentSigner, agent_keys
from taizhang.store.sshsig import sign, why_not
from taizhang.store.sshwire import packed


@pytest.fixture
def agent(tmp_path):
    with agents.running(tmp_path) as address:
        yield address


@agents.needed
def test_an_agent_signs_what_openssh_takes(agent, tmp_path):
    path, key = stock.make(tmp_path)
    agents.add(agent, path)
    sig = sign(TEXT, AgentSigner(agent, key))
    assert sig == stock.line(path)
    assert why_not(TEXT, sig, [key]) == ""
    assert stock.takes_line(tmp_path, sig, key)


@agents.needed
def test_only_keys_that_count_are_offered(agent, tmp_path):
    assert agent_keys(agent) == ()
    path, key = stock.make(tmp_path)
    rsa, _ = stock.make(tmp_path, "rsa")
    agents.add(agent, rsa)
    agents.add(agent, path)
    assert agent_keys(agent) == (key,)


@agents.needed
def test_a_key_taken_away_signs_no_more(agent, tmp_path):
    path, key = stock.make(tmp_path)
    agents.add(agent, path)
    agents.add(agent, "-D")
    with pytest.raises(EnvironmentProblem) as told:
        sign(TEXT, AgentSigner(agent, key))
    assert told.value.code == "agent-refused"


def test_no_agent_is_told_with_its_address(tmp_path):
    with pytest.raises(EnvironmentProblem) as told:
        agent_keys(str(tmp_path / "nobody"))
    assert told.value.code == "agent-silent"
    assert "nobody" in str(told.value.values["address"])


FALSE = {
    "nothing": b"",
    "half a length": b"\0\0",
    "an endless length": b"\xff\xff\xff\xff",
    "no length": b"\0\0\0\0",
    "another type": packed(b"\x05"),
    "keys that are not there": packed(b"\x0c" + (9).to_bytes(4, "big")),
    "a key that is none": packed(b"\x0c" + (1).to_bytes(4, "big") + packed(b"x") + packed(b"")),
}


@pytest.mark.parametrize("answer", FALSE.values(), ids=FALSE)
def test_a_false_answer_to_what_is_held_is_told(tmp_path, answer):
    with agents.answering(tmp_path, answer) as address, pytest.raises(EnvironmentProblem) as told:
        agent_keys(address)
    assert told.value.code == "agent-silent"


SIGNED = {
    "failure": packed(b"\x05"),
    "another kind": packed(b"\x0e" + packed(packed(b"ssh-rsa") + packed(bytes(64)))),
    "too short": packed(b"\x0e" + packed(packed(b"ssh-ed25519") + packed(bytes(63)))),
    "cut off": packed(b"\x0e" + packed(packed(b"ssh-ed25519"))),
}


@pytest.mark.parametrize("answer", SIGNED.values(), ids=SIGNED)
def test_a_false_signature_is_told(tmp_path, answer):
    key = stock.new_signer().key
    with agents.answering(tmp_path, answer) as address, pytest.raises(EnvironmentProblem) as told:
        sign(TEXT, AgentSigner(address, key))
    assert told.value.code == "agent-refused"
