"""Web servers for tests: nginx and Caddy run the recipes of `docs/hosting/`, Apache the `.htaccess` of a build.

Each runs in the foreground on free ports of 127.0.0.1, with all that it writes below one folder.
"""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

RECIPES = Path(__file__).parent.parent / "docs" / "hosting"
HOST = "localhost"
ROOT = "/var/www/site"
"""The folder that the recipes name for the site."""

_PATIENCE = 20
_SBIN = ":/usr/sbin:/sbin"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: header names are in small letters; one that came twice is an error."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address with the folder of the site, and what it wrote about its visitors."""

    address: str
    logs: Path
    certificate: Path | None = None

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a path below the site, such as `en/index.html`; follow no redirect."""
        scheme, _, rest = self.address.partition("://")
        host, _, above = rest.partition("/")
        port = int(host.partition(":")[2])
        connection = (
            HTTPSConnection(HOST, port, timeout=_PATIENCE, context=ssl.create_default_context(cafile=self.certificate))
            if scheme == "https"
            else HTTPConnection(HOST, port, timeout=_PATIENCE)
        )
        try:
            asked = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", f"/{above}{path}", headers={"Accept-Encoding": "identity"} | asked)
            response = connection.getresponse()
            names = [name.lower() for name, _ in response.getheaders()]
            assert len(names) == len(set(names)), names
            return Answer(
                response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
            )
        finally:
            connection.close()

    def logged(self) -> str:
        """Return all that the server wrote."""
        return "".join(path.read_text("utf-8", "replace") for path in sorted(self.logs.iterdir()) if path.is_file())


def _program(name: str) -> str:
    found = shutil.which(name, path=os.environ["PATH"] + _SBIN)
    return found or pytest.skip(f"there is no {name} here: run scripts/bring-tools, or install the package {name}")


def _free_ports(number: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def recipe(name: str, changes: Mapping[str, str]) -> str:
    """Return a file of `docs/hosting/` with a machine's own values; each must have a place there."""
    text = (RECIPES / name).read_text("utf-8")
    for old, new in changes.items():
        assert old in text, f"{name} has no '{old}'"
        text = text.replace(old, new)
    return text


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for this computer that signs itself; return its file and the file of its key."""
    chain, key = folder / "chain.pem", folder / "key.pem"
    command = [
        *(_program("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
        *("-keyout", str(key), "-out", str(chain), "-days", "2", "-subj", f"/CN={HOST}"),
        *("-addext", f"subjectAltName=DNS:{HOST}"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return chain, key


@contextmanager
def _running(command: Sequence[str], folder: Path, ports: Sequence[int], **environment: str) -> Iterator[Path]:
    """Run a server until the end of the block; return the folder of its logs."""
    logs = folder / "logs"
    logs.mkdir()
    with (logs / "said").open("wb") as said:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=os.environ | environment
        )
        try:
            for port in ports:
                _wait(process, port, logs / "said")
            yield logs
        finally:
            process.terminate()
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, said: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    pytest.fail(f"{process.args!r} does not answer on port {port}:\n{said.read_text('utf-8', 'replace')}")


_NGINX = """\
daemon off;
master_process off;
pid nginx.pid;
error_log logs/error.log info;
events {{}}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log logs/access.log;
    {temporary}
    include site.conf;
}}
"""


@contextmanager
def nginx(site: Path, folder: Path) -> Iterator[dict[str, Server]]:
    """Run the recipe for nginx: return what listens for plain HTTP, for TLS, and for onion addresses."""
    program = _program("nginx")
    plain, secure, onion = _free_ports(3)
    chain, key = certificate(folder)
    parts = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{part}_temp_path {folder}/{part};" for part in parts)
    (folder / "nginx.conf").write_text(_NGINX.format(temporary=temporary), "utf-8")
    changes = {
        ROOT: str(site),
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen [::]:80;": "",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{secure} ssl http2;",
        "listen [::]:443 ssl http2;": "",
        "listen 127.0.0.1:8080;": f"listen 127.0.0.1:{onion};",
        "server_name example.org;": f"server_name {HOST};",
        "/etc/letsencrypt/live/example.org/fullchain.pem": str(chain),
        "/etc/letsencrypt/live/example.org/privkey.pem": str(key),
    }
    (folder / "site.conf").write_text(recipe("nginx.conf", changes), "utf-8")
    command = [program, "-p", str(folder), "-e", "stderr", "-c", "nginx.conf"]
    with _running(command, folder, (plain, secure, onion)) as logs:
        yield {
            "plain": Server(f"http://{HOST}:{plain}/", logs),
            "tls": Server(f"https://{HOST}:{secure}/", logs, chain),
            "onion": Server(f"http://{HOST}:{onion}/", logs),
        }


@contextmanager
def caddy(site: Path, folder: Path) -> Iterator[dict[str, Server]]:
    """Run the recipe for Caddy: return what listens for TLS, and for onion addresses."""
    program = _program("caddy")
    secure, onion = _free_ports(2)
    chain, key = certificate(folder)
    changes = {
        "{\n\t# HTTP/3": "{\n\tadmin off\n\tauto_https disable_redirects\n\t# HTTP/3",
        ROOT: str(site),
        "example.org {": f"https://{HOST}:{secure} {{\n\tbind 127.0.0.1\n\ttls {chain} {key}",
        "http://:8080 {": f"http://:{onion} {{",
    }
    (folder / "Caddyfile").write_text(recipe("Caddyfile", changes), "utf-8")
    command = [program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    own = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    with _running(command, folder, (secure, onion), **own) as logs:
        yield {
            "tls": Server(f"https://{HOST}:{secure}/", logs, chain),
            "onion": Server(f"http://{HOST}:{onion}/", logs),
        }


_MODULES = "mpm_event authz_core alias autoindex deflate dir filter headers mime negotiation rewrite".split()
_APACHE = """\
ServerRoot "{folder}"
ServerName {host}
Listen 127.0.0.1:{port}
PidFile "{folder}/httpd.pid"
Mutex file:{folder} default
ErrorLog "{folder}/logs/error.log"
{modules}
{user}
TypesConfig /etc/mime.types
AddLanguage be .be
AddLanguage ru .ru
DocumentRoot "{site}"
Alias /deep/er "{site}"
<Directory "{site}">
    Options Indexes FollowSymLinks
    AllowOverride FileInfo
    Require all granted
</Directory>
<Files ".ht*">
    Require all denied
</Files>
"""


@contextmanager
def apache(site: Path, folder: Path) -> Iterator[dict[str, Server]]:
    """Run Apache as a hosting provider has it: return the site at the top of an address, and two folders below."""
    program = _program("apache2")
    (port,) = _free_ports(1)
    modules = Path("/usr/lib/apache2/modules")
    text = _APACHE.format(
        folder=folder, host=HOST, port=port, site=site,
        modules="\n".join(f"LoadModule {name}_module {modules}/mod_{name}.so" for name in _MODULES),
        user="User nobody\nGroup #65534" if os.geteuid() == 0 else "",
    )  # fmt: skip
    (folder / "httpd.conf").write_text(text, "utf-8")
    with _running([program, "-f", str(folder / "httpd.conf"), "-D", "FOREGROUND"], folder, [port]) as logs:
        yield {
            "top": Server(f"http://{HOST}:{port}/", logs),
            "folder": Server(f"http://{HOST}:{port}/deep/er/", logs),
        }
