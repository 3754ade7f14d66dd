"""The till as an application: what a tablet keeps of it, and when that is a new version."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from app import kept_parts
from app.till import shell


def kept(client: FlaskClient) -> dict[str, object]:
    """What the service worker of this client keeps."""
    script = client.get("/till/worker.js").text
    described: dict[str, object]
    described, _ = json.JSONDecoder().raw_decode(script.removeprefix("const SHELL = "))
    return described


def parts(client: FlaskClient) -> dict[str, str]:
    found = kept(client)["parts"]
    assert isinstance(found, list)
    return {part["address"]: part["integrity"] for part in found}


def test_each_part_is_what_was_announced(app: Flask) -> None:
    client = app.test_client()
    announced = parts(client)
    for address, integrity in announced.items():
        answer = client.get(address)
        assert answer.status_code == 200, address
        digest = b64encode(hashlib.sha256(answer.get_data()).digest()).decode()
        assert integrity == f"sha256-{digest}", address
    assert len(announced) > 40


def test_all_that_the_page_needs_is_kept(app: Flask) -> None:
    needed = (
        "/till/",
        "/till/messages.json",
        "/till/manifest.webmanifest",
        "/static/css/till.css",
        "/static/css/receipt.css",
        "/static/vendor/pico/pico.min.css",
        "/static/vendor/inter/inter-latin.woff2",
        "/static/img/icons.svg",
        "/static/img/mark.svg",
        "/static/img/app/apple-touch-icon.png",
    )
    announced = parts(app.test_client())
    assert [address for address in needed if address not in announced] == []
    assert "/static/till/service_worker.js" not in announced


def test_the_worker_is_asked_for_again_and_may_keep_the_till_alone(app: Flask) -> None:
    answer = app.test_client().get("/till/worker.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert kept(app.test_client())["pages"] == ["/till/", "/till/enrol"]


def test_the_page_is_alike_for_a_stranger_and_after_a_message(app: Flask) -> None:
    client = app.test_client()
    before = parts(client)["/till/"]
    with client.session_transaction() as session:
        session["_flashes"] = [("good", "Enregistré")]
    assert "Enregistré" not in client.get("/till/").text
    assert parts(client)["/till/"] == before


def test_another_language_is_another_version(app: Flask) -> None:
    client = app.test_client()
    french = kept(client)["version"]
    with client.session_transaction() as session:
        session["language"] = "en"
    assert kept(client)["version"] != french


def test_a_changed_script_is_another_version(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept(app.test_client())["version"]
    assert kept(app.test_client())["version"] == before
    monkeypatch.setattr(kept_parts, "_digest_of", lambda *_: kept_parts.integrity(b"changed"))
    assert kept(app.test_client())["version"] != before


def test_the_manifest_installs_the_till_and_nothing_else(app: Flask) -> None:
    client = app.test_client()
    answer = client.get("/till/manifest.webmanifest")
    assert answer.mimetype == "application/manifest+json"
    manifest = answer.json
    assert (manifest["name"], manifest["display"]) == ("Caisse Bourse", "standalone")
    assert (manifest["scope"], manifest["start_url"]) == ("/till/", "/till/")
    for icon in manifest["icons"]:
        image = Image.open(BytesIO(client.get(icon["src"]).get_data()))
        assert icon["sizes"] == f"{image.width}x{image.height}"
    assert [icon.get("purpose") for icon in manifest["icons"]] == [None, None, "maskable"]


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Scripts of our own below static/, and a bundle made from them."""
    for name, content in {"till/main.js": "one", "built/main.js": "two"}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    sources = {"till/main.js": kept_parts.integrity(b"one")}
    build = {"sources": sources, "scripts": ["built/main.js"]}
    (tmp_path / "built/build.json").write_text(json.dumps(build), "utf-8")
    monkeypatch.setattr(shell, "STATIC", tmp_path)
    monkeypatch.setattr(shell, "BUILT", tmp_path / "built")
    return tmp_path


def test_the_bundle_is_served_while_it_is_made_from_these_sources(workshop: Path) -> None:
    assert shell.scripts() == ["built/main.js"]
    (workshop / "till/main.js").write_text("changed", "utf-8")
    assert shell.scripts()[0] == "till/main.js"


def test_without_a_bundle_the_modules_are_served_as_they_are(workshop: Path) -> None:
    (workshop / "built/build.json").unlink()
    assert shell.scripts()[0] == "till/main.js"


def test_only_the_tills_pages_may_compile_webassembly(app: Flask) -> None:
    client = app.test_client()
    till = client.get("/till/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'wasm-unsafe-eval'" in till
    for page in ("/", "/account/sign-in", "/static/vendor/zxing/reader/index.js"):
        assert "wasm" not in client.get(page).headers["Content-Security-Policy"]
