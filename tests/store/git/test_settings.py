from __future__ import annotations

import subprocess
import sys

from taizhang.store.git.settings import Remote, read_settings


def test_what_the_settings_say(git, home):
    git("remote", "add", "origin", "https://li:secret@host/x.git")
    git("remote", "add", "备份", "/mnt/backup")
    git("config", "branch.main.remote", "origin")
    git("config", "branch.main.merge", "refs/heads/main")
    git("branch", "side")
    found = read_settings(git.opened)
    assert found.remotes == (
        Remote(name="origin", url="https://***@host/x.git"),
        Remote(name="备份", url="/mnt/backup"),
    )
    assert found.upstream == ("origin", "refs/heads/main")
    assert found.branches == ("main", "side")
    assert (found.user_name, found.user_email) == ("李娜", "li.na@taizhang.invalid")


def test_what_is_not_set_is_empty(empty, home):
    (home / ".gitconfig").write_text("")
    found = read_settings(empty.opened)
    assert (found.remotes, found.upstream, found.branches) == ((), None, ())
    assert (found.user_name, found.user_email) == ("", "")


def test_hot_paths_do_not_import_gitpython():
    modules = "run repository objects changes trees worktree lock move write state history remote"
    program = "import sys\n" + "".join(
        f"import taizhang.store.git.{name}\n" for name in modules.split()
    )
    program += "sys.exit('git' in sys.modules)\n"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
