"""Real servers on this machine, as whoever runs the tests: sshd with gitolite, web servers with git.

No account is made for them. sshd gives everybody who logs in another home, and so gitolite's
files lie in a folder of the test; the account is the test's own, root or not.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.server.pushing import git

HOST = "127.0.0.1"
_SYSTEM = "/usr/sbin:/sbin:/usr/local/sbin"

_SSHD = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {base}/host
AuthorizedKeysFile {base}/.ssh/authorized_keys
PasswordAuthentication no
PermitRootLogin prohibit-password
PidFile none
StrictModes no
UsePAM no
MaxStartups 100
SetEnv HOME={base} GIT_CONFIG_NOSYSTEM=1
"""
_GITOLITE = """\
repo gitolite-admin
    RW+ = admin
repo ledger
    RW+ = @all
"""
_LIGHTTPD = """\
server.modules = ( "mod_alias", "mod_setenv", "mod_auth", "mod_authn_file", "mod_cgi" )
server.document-root = "{base}/empty"
server.bind = "127.0.0.1"
server.port = {port}
server.errorlog = "{base}/error.log"
$HTTP["url"] =~ "^/git/" {{
    alias.url = ( "/git/" => "{backend}/" )
    cgi.assign = ( "" => "" )
    setenv.set-environment = (
        "GIT_PROJECT_ROOT" => "{base}/repos",
        "GIT_HTTP_EXPORT_ALL" => "1",
    )
    auth.backend = "plain"
    auth.backend.plain.userfile = "{base}/users"
    auth.require = ( "" => ( "method" => "basic", "realm" => "git", "require" => "valid-user" ) )
}}
"""

_NGINX = """\
user {account};
daemon off;
worker_processes 1;
pid {base}/nginx.pid;
error_log {base}/error.log;
events {{ }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {base}/body;
    fastcgi_temp_path {base}/fastcgi;
    proxy_temp_path {base}/proxy;
    uwsgi_temp_path {base}/uwsgi;
    scgi_temp_path {base}/scgi;
    server {{
        listen 127.0.0.1:{port};
{locations}
    }}
}}
"""
_GUIDE = Path(__file__).parents[2] / "site" / "guides" / "server.md"


def program(name):
    """The path of a system program; without it the test is left out."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:{_SYSTEM}")
    if found is None:
        pytest.skip(f"no {name} on this machine")
    return found


@contextmanager
def gitolite(base, ledger):
    """The repository of a gitolite, its address, and git's environment for each user.

    Args:
        base: an empty folder with a short name; gitolite's home.
        ledger: a bare repository whose main the new one begins with.
    """
    sshd, setup = program("sshd"), program("gitolite")
    users = ("admin", "li.na", "wang.qiang")
    for name in ("host", *users):
        keygen = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", base / name]
        subprocess.run(keygen, check=True)
    env = {**os.environ, "HOME": str(base)}
    _run([setup, "setup", "-pk", base / "admin.pub"], env)
    for name in users[1:]:
        shutil.copy(base / f"{name}.pub", base / ".gitolite" / "keydir")
    (base / ".gitolite/conf/gitolite.conf").write_text(_GITOLITE, "utf-8")
    _run([setup, "compile"], env)
    _run([setup, "trigger", "POST_COMPILE"], env)
    repository = base / "repositories" / "ledger.git"
    git(repository, "fetch", "-q", ledger, "main:main")
    git(repository, "symbolic-ref", "HEAD", "refs/heads/main")
    port = _free_port()
    (base / "sshd.conf").write_text(_SSHD.format(port=port, base=base), "utf-8")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(
            exist_ok=True
        )  # where sshd locks itself in; Debian's service makes it
    with _running([sshd, "-D", "-e", "-f", base / "sshd.conf"], (HOST, port), base / "sshd.log"):
        account = pwd.getpwuid(os.getuid()).pw_name
        yield repository, f"ssh://{account}@{HOST}:{port}/ledger", _ssh_of(base, users)


@contextmanager
def http(base, ledger):
    """The same with ``git http-backend`` behind lighttpd; whoever pushes is in the address."""
    server = program("lighttpd")
    (base / "repos").mkdir()
    (base / "empty").mkdir()
    repository = base / "repos" / "ledger.git"
    shutil.copytree(ledger, repository)
    git(repository, "config", "http.receivepack", "true")
    (base / "users").write_text("li.na:geheim\nwang.qiang:geheim\n", "utf-8")
    port = _free_port()
    backend = Path(git(base, "--exec-path").strip()) / "git-http-backend"
    text = _LIGHTTPD.format(port=port, base=base, backend=backend)
    (base / "lighttpd.conf").write_text(text, "utf-8")
    with _running(
        [server, "-D", "-f", base / "lighttpd.conf"], (HOST, port), base / "lighttpd.log"
    ):
        yield repository, f"http://{{user}}:geheim@{HOST}:{port}/git/ledger.git"


@contextmanager
def nginx(base, ledger, site):
    """A ledger's repository and ``site`` behind nginx, with the settings of the guide.

    Yields the repository and the address of the server; who asks is put into it.
    """
    server, cgi = program("nginx"), program("fcgiwrap")
    repository = base / "repos" / "ledger.git"
    shutil.copytree(ledger, repository)
    git(repository, "config", "http.receivepack", "true")
    (base / "users").write_text("li.na:{PLAIN}geheim\n", "utf-8")
    port, sock = _free_port(), base / "fcgi"
    locations = "\n".join(re.findall(r"(?ms)^location .+?^}$", _GUIDE.read_text("utf-8")))
    for told, here in {
        "/etc/nginx/git-users": base / "users",
        "/etc/nginx/site-users": base / "users",
        "/run/fcgiwrap.socket": sock,
        "/usr/lib/git-core": git(base, "--exec-path").strip(),
        "/srv/git": base / "repos",
        "/srv/www/ledger": site,
        "fastcgi_params;": "/etc/nginx/fastcgi_params;",
    }.items():
        assert told in locations
        locations = locations.replace(told, str(here))
    account = pwd.getpwuid(os.getuid()).pw_name
    text = _NGINX.format(port=port, base=base, account=account, locations=locations)
    (base / "nginx.conf").write_text(text, "utf-8")
    behind = [cgi, "-s", f"unix:{sock}"]
    words = [server, "-p", base, "-c", base / "nginx.conf", "-e", base / "error.log"]
    with (
        _running(behind, sock, base / "fcgiwrap.log"),
        _running(words, (HOST, port), base / "nginx.log"),
    ):
        yield repository, f"http://{{user}}:geheim@{HOST}:{port}"


def _ssh_of(base, users):
    words = (
        "ssh -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
    )
    return {
        name: {"GIT_SSH_COMMAND": f"{words} -o IdentitiesOnly=yes -i {base / name}"}
        for name in users
    }


def _run(words, env):
    done = subprocess.run(
        [*map(str, words)], env=env, capture_output=True, check=False, cwd=env["HOME"]
    )
    assert done.returncode == 0, done.stderr.decode()


def _free_port():
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return taken.getsockname()[1]


@contextmanager
def _running(words, at, log):
    """A program that listens ``at`` a host and port, or a socket's path."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*map(str, words)], stdout=out, stderr=out, stdin=subprocess.DEVNULL
        )
    try:
        _wait_for(process, at, log)
        yield
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(process, at, log):
    kind = socket.AF_INET if isinstance(at, tuple) else socket.AF_UNIX
    until = time.monotonic() + 30
    while time.monotonic() < until and process.poll() is None:
        with socket.socket(kind) as trying:
            if trying.connect_ex(at if isinstance(at, tuple) else str(at)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text("utf-8", "replace"))
