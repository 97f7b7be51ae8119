"""html and urllib.parse."""

import html
import html.entities
import urllib.parse
from urllib.parse import parse_qs, parse_qsl, quote, quote_plus, unquote, unquote_plus, urlencode, urljoin, urlparse, urlsplit


def attempt(function, *arguments, **named):
    try:
        print(repr(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, error)


print(html.escape("<a href=\"x\">'&'</a>"), html.escape("\"'<", quote=False), html.escape("a", False))
for text in ["&lt;&gt;&amp;&quot;&#x27;&#39;", "&eacute; &Eacute &notit; &notin; &not &amp;amp; &unknown; & &; &#; &#x; &#xZ;", "&#128;&#x80;&#0;&#xD800;&#x110000;&#65;&#x41&#66", "&#1;&#11;&#31;&#127;&#xFFFE;&#x1FFFF;&#xFDD0;&#9;&#10;&#13;&#160;",
             "&CounterClockwiseContourIntegral; &acE; &fjlig;", "&ampx &ltx &copyright &para; &sect&reg", "a & b && c &lt", "&nGt; &NotEqualTilde;", "no references", "", "&&&lt;", "&" + "a" * 50 + ";", "&#99999999999999999999;", "&hearts;&spades;&rarr;&euro;&nbsp;|", "&AMP;&Amp;&LT", "&lt;b&gt;&lt"]:
    print(repr(html.unescape(text)))
print(len(html.entities.html5), html.entities.html5["gt;"], html.entities.name2codepoint["eacute"], html.entities.codepoint2name[233], len(html.entities.name2codepoint), len(html.entities.codepoint2name), html.entities.entitydefs["lt"], html.entities.name2codepoint["lang"])
assert all(html.unescape("&" + name) == value for name, value in html.entities.html5.items())

URLS = ["http://[::1]:80/", "http://a:b@[::1%25eth0]:80/x", "http://h:99999/", "http://h:x/", "http://h:/", "HTTP://EX.com:80/;p?q#f", "//h/p", "path;params/x;y", "mailto:a@b", "a:b", "1:2", "http:///x", "http://h?x#y?z", "x://y", "http://[x", "http://user@h",
        "svn+ssh://h/x", "file:///etc/x", "file:/etc", "http://\u2100.com", " http://x ", "ht\ntp://x/\ty", "urn:a:b;c", "tel:+1;ext=2", "http://u:p:q@h:1", "", "?q", "#f", ";p", "/", "http:", "http://", "http://h/a;b/c;d?e=f&g=h#i", "s3://bucket/key", "https://user:pa%20ss@host.example:8443/a/b?x=1#top",
        "postgres://u:p@db:5432/name", "amqp://guest@mq/", "http://[1.2.3.4]/", "http://[v1.x]/", "http://[q]/", "a b:c", "+x:y", "http://h:0080/", "é://x", "http://EXAMPLE.com", "data:text/plain,x"]
for url in URLS:
    try:
        parts = urlparse(url)
        print(repr(url), parts, tuple(urlsplit(url)), parts.hostname, parts.username, parts.password, parts.geturl(), urlsplit(url).geturl(), end=" ")
        print(parts.port)
    except ValueError as error:
        print(repr(url), error)
print(urlparse("x;y", scheme="http"), urlparse("http://h/#f", allow_fragments=False), urlparse("h/p", "ftp"), urlparse("http://h/p")._replace(path="/q", query="a=b").geturl(), urlparse("http://h").netloc, urlparse("http://h")[1])
print(urllib.parse.urlunparse(("http", "h", "p", "x", "q", "f")), urllib.parse.urlunsplit(("", "", "p", "", "")), urllib.parse.urlunsplit(("http", "", "//p", "", "")), urllib.parse.urldefrag("http://h/p#f"), urllib.parse.urldefrag("x").url)
BASE = "http://a/b/c/d;p?q"
for url in ["g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", "g?y#s", ";x", "g;x", "g;x?y#s", "", ".", "./", "..", "../", "../g", "../..", "../../", "../../g", "../../../g", "../../../../g", "/./g", "/../g", "g.", ".g", "g..", "..g", "./../g", "./g/.", "g/./h", "g/../h", "g;x=1/./y", "g;x=1/../y",
            "http:g", "http:", "https://x/y", "mailto:x"]:
    print(repr(urljoin(BASE, url)), end=" ")
print()
for base, url in [("", "x"), ("x", ""), ("http://h", "x"), ("http://h/", "x/y"), ("http://h/a/b", "/c//d"), ("file:///a/b", "c"), ("mailto:a", "b"), ("/a/b", "c"), ("a/b", "../c"), ("http://h/a/", "../../x"), ("ftp://h/a", "//k"), ("ws://h/a", "b")]:
    print(repr(urljoin(base, url)), end=" ")
print()
for text in ["a b/c?d=e&f", "é漢/", "~-_.!*'()", "100%", "", "a+b", "\x00\x7f", "a\nb"]:
    print(quote(text), quote(text, safe=""), quote_plus(text), quote(text, safe="?=&"), repr(unquote(quote(text))), repr(unquote_plus(quote_plus(text))), unquote(quote(text)) == text)
print(quote(b"\xff a"), quote_plus(b"a b"), quote("é", encoding="latin-1"), quote("a/b c", "/ "), urllib.parse.quote_from_bytes(b"\x80x"), urllib.parse.unquote_to_bytes("a%20%ff%zz%"))
for text in ["%41%zz%4", "a+b", "%C3%A9", "%c3", "%E6%BC%A2é%20", "%", "%%41", "caf%E9", "%2", "%25%2B", "+%2B+"]:
    print(repr(unquote(text)), repr(unquote_plus(text)), repr(unquote(text, "latin-1")), repr(unquote(text, errors="ignore")))
print(urlencode({"a": 1, "b c": "d&e", "é": "ü"}), urlencode([("a", "1"), ("a", 2)]), urlencode({"a": [1, 2], "b": "xy", "c": (3,)}, doseq=True), urlencode({"a": [1, 2]}), urlencode({"a": "b c"}, quote_via=quote), urlencode({"a": b"\xff ", b"k": None}), urlencode({}), urlencode({"p": "/x/"}, safe="/"))
attempt(urlencode, "text")
attempt(urlencode, 5)
attempt(urlencode, [1])
for text in ["a=1&b=2&a=3", "a=&b=2", "a&b", "a=1;b=2", "", "a=b=c", "x=%C3%A9+y", "&&a=1&", "=1", "a%20b=c%26d"]:
    print(parse_qs(text), parse_qsl(text), parse_qsl(text, keep_blank_values=True), parse_qs(text, separator=";"))
attempt(parse_qs, "a", strict_parsing=True)
attempt(parse_qs, "a=1&b=2", max_num_fields=1)
attempt(parse_qs, "a=1", separator="")
attempt(quote, 5)
attempt(urllib.parse.quote_from_bytes, "x")
print(isinstance(urlparse("x"), tuple), len(urlsplit("x")), urlparse("http://a/b") == ("http", "a", "/b", "", "", ""), repr(urlsplit("http://a/b?c#d")))
