"""The signatures in the cases, made anew: ``.venv/bin/python -m tests.casesigning``.

What is signed names the plan by the digest of its file, so a line of the shipped plan that changes
makes every signature of a case one of something else. The keys are the throw-away ones of
``signing.py``, each as in the signature it replaces. Signatures that are damaged on purpose stay.
"""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace

from tests.branches import assent
from tests.casebook import FOLDER, cases, files, incident_path, workspace
from tests.signing import signer

from taizhang.actions.demo.signing import trusted
from taizhang.actions.workspace import read_file
from taizhang.rules.fold import Folding
from taizhang.rules.ground import Ground
from taizhang.rules.signatures import statement_for
from taizhang.store.sshsig import sign

DAMAGED = (
    "sig-hash",
    "sig-key-type",
    "sig-malformed",
    "sig-namespace",
    "sig-not-base64",
    "sig-version",
)
ADMINISTRATORS = (("陈立", "chen.li"), ("王强", "wang.qiang"))
THIRD = "plan/roster/0003.yml"


def main():
    for case in cases():
        written = files(case)
        if THIRD in written:
            approve_roster(case, written[THIRD])
        if (case.folder / "incident.yml").is_file() and not (
            case.name in DAMAGED and not case.valid
        ):
            sign_incident(case)


def approve_roster(case, roster):
    """Two administrators approve the third roster, as it stands in the case."""
    texts = {THIRD: roster.read_text(encoding="utf-8")}
    rows = (
        assent("roster", "3", texts, each, roster=2, at="2026-11-04 17:00", signers=signer)
        for each in ADMINISTRATORS
    )
    path = case.folder / "files/plan/approvals/roster-0003.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("approvals:\n" + "".join(rows), encoding="utf-8")


def sign_incident(case):
    """Every 审批 with a signature is signed again by the same key."""
    path = case.folder / "incident.yml"
    text = path.read_bytes()
    if b"\n  sig: " not in text:
        return
    ledger = workspace(case)
    # What was signed stands in the other case; here it was changed afterwards.
    signed = FOLDER / "valid" / case.name / "incident.yml" if case.code == "sig-differs" else path
    file = read_file(ledger, incident_path(case), signed.read_bytes())
    incident = file.incident
    assert incident
    assert file.plan
    governance = ledger.governance
    folding = Folding(
        Ground(
            plan=file.plan,
            rosters=governance.rosters,
            office=governance.office,
            incident=replace(incident, entries=()),
        ),
        trusted,
    )
    persons = [each.key for each in governance.rosters.current.persons]
    for entry in incident.entries:
        if entry.has("sig"):
            old = entry.word("sig")
            said = statement_for(entry, folding.ground, folding.chain)
            assert said
            new = sign(said, key_of(old, persons))
            text = text.replace(old.encode(), new.encode())
        folding.append(entry)
    path.write_bytes(text)


def key_of(sig, persons):
    """The key that made ``sig``, which names its public half."""
    made = b64decode(sig)
    return next(each for each in map(signer, persons) if b64decode(each.key.split()[1]) in made)


if __name__ == "__main__":
    main()
