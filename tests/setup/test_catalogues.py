"""The catalogues follow the sources, and their faults are named."""

from pathlib import Path

import pytest
from babel.support import Translations

from setup import catalogues


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty source tree in place of ours."""
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def translate(domain: str, msgid: str, msgstr: str) -> None:
    po = catalogues.catalogue(domain, "fr")
    text = po.read_text("utf-8")
    assert f'msgid "{msgid}"\nmsgstr ""' in text
    write(po, text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"'))


def test_each_file_belongs_to_its_room(tree: Path) -> None:
    write(tree / "app/till/facts.py", '_("Fact")')
    write(tree / "app/static/till/sale.js", 'say(`${_("Basket of {count}")}`)')
    write(tree / "app/templates/public/lot.html", "{% trans %} A\n  lot {% endtrans %}")
    write(tree / "app/templates/macros/form.html", '{{ _("Save") }}')
    write(tree / "app/static/vendor/other.js", '_("Not ours")')
    write(tree / "reports/kit/words.py", 'N_("New"); lazy_pgettext("month", "May")')
    texts = {domain: {key[1] for key in found} for domain, found in catalogues.sources().items()}
    assert {domain: found for domain, found in texts.items() if found} == {
        "till": {"Fact", "Basket of {count}"},
        "public": {"A lot"},
        "shared": {"Save"},
        "reports": {"New", "May"},
    }


def test_a_translation_survives_an_update_and_a_move(tree: Path) -> None:
    template = write(tree / "app/templates/public/lot.html", '{{ _("Save") }} {{ _("Gone") }}')
    catalogues.update()
    translate("public", "Save", "Enregistrer")
    template.unlink()
    write(tree / "app/templates/base.html", '{{ _("Save") }}')
    catalogues.update()
    assert "Save" not in catalogues.catalogue("public", "fr").read_text("utf-8")
    catalogues.compile_()
    with catalogues.catalogue("shared", "fr").with_suffix(".mo").open("rb") as compiled:
        assert Translations(compiled).gettext("Save") == "Enregistrer"
    assert list(catalogues.problems()) == []


def test_a_second_update_changes_nothing(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tree / "app/till/sale.py", '_("b"); _("a"); ngettext("%(num)d lot", "%(num)d lots", 2)')
    catalogues.update()
    assert "till.po" in capsys.readouterr().out
    catalogues.update()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("msgid", "msgstr", "fault"),
    [
        ("Save", "", "no translation"),
        ("Hello %(name)s", "Bonjour", "a placeholder less"),
        ("Hello %(name)s", "Bonjour %(nom)s", "a placeholder that"),
        ("Sure?", "Certain ?", "an ordinary space"),
        ("100 %%", "100 %%", "an ordinary space"),
        ("Sure?", "Certain?", "no space before"),
        ("The edition", "L'édition", "a straight apostrophe"),
    ],
)
def test_a_bad_translation_is_named(tree: Path, msgid: str, msgstr: str, fault: str) -> None:
    write(tree / "app/till/sale.py", f'_("{msgid}")')
    catalogues.update()
    translate("till", msgid, msgstr)
    assert fault in " ".join(catalogues.problems())


def test_good_french_passes(tree: Path) -> None:
    write(tree / "app/till/sale.py", '_("See https://x.fr: it’s open at 9:30; sure?")')
    catalogues.update()
    nbsp, thin = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
    french = f"Voir https://x.fr{nbsp}: c’est ouvert à 9:30{thin}; «{nbsp}sûr{nbsp}»{thin}?"
    translate("till", "See https://x.fr: it’s open at 9:30; sure?", french)
    assert list(catalogues.problems()) == []


def test_rooms_that_disagree_are_named(tree: Path) -> None:
    write(tree / "app/till/form.py", '_("Save")')
    write(tree / "app/public/form.py", '_("Save")')
    catalogues.update()
    translate("till", "Save", "Enregistrer")
    translate("public", "Save", "Garder")
    assert "another translation" in " ".join(catalogues.problems())
