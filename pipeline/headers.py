"""What a server should say beside each page: the headers, and the two files in which some hosts look for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline._lost import lost
from pipeline.page import Kind, Made
from pipeline.render import POLICY, SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.config import Settings
    from pipeline.plan import Plan
    from pipeline.render import Renderer

NETLIFY = "_headers"
APACHE = ".htaccess"
CSP = "Content-Security-Policy"

FRAMES = "; frame-ancestors 'none'"
"""What a policy can say in a header only (https://www.w3.org/TR/CSP3/#directive-frame-ancestors)."""

_DENIED = (
    "accelerometer", "attribution-reporting", "autoplay", "bluetooth", "browsing-topics", "camera", "clipboard-read",
    "clipboard-write", "display-capture", "encrypted-media", "gamepad", "geolocation", "gyroscope", "hid",
    "identity-credentials-get", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi",
    "otp-credentials", "payment", "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock",
    "serial", "storage-access", "usb", "web-share", "window-management", "xr-spatial-tracking",
)  # fmt: skip

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-DNS-Prefetch-Control": "off",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _DENIED),
}
"""The headers of every answer, besides its policy.

`Strict-Transport-Security` and `Alt-Svc` are none of them: browsers keep both on the disk, as a list of the sites
that somebody read.
"""

TYPES = {
    "html": "text/html", "css": "text/css", "js": "text/javascript", "xml": "application/xml", "png": "image/png",
    "webp": "image/webp", "pdf": "application/pdf",
}  # fmt: skip
"""The types of files. A feed is plain XML, which browsers show; `application/atom+xml` they save to the disk."""

_TEXTS = ("html", "css", "js", "xml", "txt")
_TOP = "FOLDER"


def policy(kind: Kind, style: str = "") -> str:
    """Return the content security policy of a page, as a server sends it; `style` is that of the page for lost readers.

    >>> policy(Kind.SEARCH).removeprefix(policy(Kind.ENTRY).removesuffix(FRAMES))
    "; script-src 'self'; frame-ancestors 'none'"
    """
    match kind:
        case Kind.NOT_FOUND:
            return lost(style, ()).policy + FRAMES
        case Kind.SEARCH:
            return f"{POLICY}{SCRIPTS}{FRAMES}"
        case _:
            return f"{POLICY}{FRAMES}"


def files(plan: Plan, renderer: Renderer, settings: Settings) -> Iterator[Made]:  # noqa: ARG001
    """Return the files: `_headers` for Netlify and Cloudflare Pages, `.htaccess` for Apache."""
    style = renderer.text("404.css")
    yield Made("", NETLIFY, netlify(style).encode())
    yield Made("", APACHE, apache(plan.locales, style).encode())


def netlify(style: str) -> str:
    """Return `_headers`: one rule, as hosts join what two rules say about one header, and disagree on how.

    So its policy allows what any page needs. The policy in each page narrows it: of two policies both hold.
    """
    styles = re.findall(r"'sha256-[^']+'", policy(Kind.NOT_FOUND, style))
    every = policy(Kind.SEARCH).replace("style-src 'self'", " ".join(["style-src 'self'", *styles]))
    lines = (f"  {name}: {value}" for name, value in ({CSP: every} | HEADERS).items())
    return "\n".join(["/*", *lines, ""])


def apache(locales: tuple[str, ...], style: str) -> str:
    """Return `.htaccess`: only directives of the class FileInfo, so that it works wherever any is allowed."""
    return _APACHE.format(
        top=_TOP,
        types="\n".join(f"    AddType {type_} .{name}" for name, type_ in TYPES.items()),
        texts=" ".join(f".{name}" for name in _TEXTS),
        headers="\n".join(f'    Header always set {name} "{value}"' for name, value in HEADERS.items()),
        csp=CSP,
        policy=policy(Kind.ENTRY),
        search=policy(Kind.SEARCH),
        lost=policy(Kind.NOT_FOUND, style),
        locales="|".join(locales),
    )


_APACHE = """\
# Headers, types and the page for wrong addresses, for Apache 2.4 in any folder. "AllowOverride FileInfo" is enough.
FileETag None
<IfModule mod_mime.c>
{types}
    AddCharset utf-8 {texts}
</IfModule>
<IfModule mod_filter.c>
    <IfModule mod_deflate.c>
        AddOutputFilterByType DEFLATE text/html text/css text/javascript application/xml
    </IfModule>
</IfModule>
<IfModule mod_headers.c>
    # When a file was written tells when somebody was at work.
    Header unset Last-Modified
{headers}
    Header always set {csp} "{policy}"
    <If "%{{REQUEST_URI}} =~ m#/({locales})/search\\.html$#">
        Header always set {csp} "{search}"
    </If>
    Header always set {csp} "{lost}" "expr=%{{REQUEST_STATUS}} == 404"
</IfModule>
<IfModule mod_rewrite.c>
    RewriteEngine On
    # Where this folder is: the address without what is below it.
    RewriteCond %{{REQUEST_URI}}::$1 ^/(.*?)(.*)::\\2$
    RewriteRule ^(.*)$ - [E={top}:%1]
    # Files for servers, whatever a program left behind, and lists of folders are for nobody.
    RewriteRule ^_headers$|(^|/)\\.(?!well-known/) - [R=404,L]
    RewriteCond %{{ENV:REDIRECT_STATUS}} ^$
    RewriteRule ^404\\.html$ - [R=404,L]
    RewriteCond %{{REQUEST_FILENAME}} -d
    RewriteCond %{{REQUEST_FILENAME}}/index.html !-f
    RewriteRule ^ - [R=404,L]
    ErrorDocument 404 /%{{reqenv:{top}}}404.html
</IfModule>
"""
