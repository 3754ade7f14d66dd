/** What a scan is, whatever the keyboard; and scans done in turn. */

import assert from "node:assert/strict";
import test from "node:test";

import { central, Sights } from "../../app/static/till/camera/watch.js";
import { classify } from "../../app/static/till/scan.js";
import { Turns } from "../../app/static/till/turns.js";

const CODE = codes()[0];
const HASH = "0123456789abcdef";

/** Codes with a right check character, found by trying. */
function codes() {
  return [..."23456789CDEFGHJKNPRTVXY"]
    .map((last) => `C7K3P${last}`)
    .filter((code) => classify(code).kind === "lot");
}

/** What a scanner set to QWERTY types on a French keyboard. */
function onAzerty(text) {
  const keys = { ":": "M", "/": "!", ".": ":", "-": ")", "#": "3", "=": "=", "?": "§", ";": "m", "*": "8", ",": ";" };
  const digits = "à&é\"'(-è_ç";
  const letters = { a: "q", q: "a", z: "w", w: "z", m: ",", A: "Q", Q: "A", Z: "W", W: "Z", M: "?" };
  return [...text].map((key) => keys[key] ?? letters[key] ?? (/\d/.test(key) ? digits[key] : key)).join("");
}

test("one code in twenty-three is right, and it is a lot however it comes", () => {
  assert.equal(codes().length, 1);
  for (const text of [
    CODE, CODE.toLowerCase(), ` ${CODE.slice(0, 3)} ${CODE.slice(3)}\n`, `https://bourse.example/l/${CODE}`,
    `HTTPS://BOURSE.EXAMPLE/L/${CODE}`, `http://192.168.1.4:5000/l/${CODE}?x=1`, onAzerty(CODE),
    onAzerty(`https://bourse.example/l/${CODE}`), onAzerty(`https://bourse.example/l/${CODE}`).toUpperCase(),
  ]) {
    assert.deepEqual(classify(text), { kind: "lot", code: CODE }, text);
  }
});

test("a receipt says its number, and the hash where its paper has one", () => {
  const receipt = { kind: "receipt", number: "C2b-0041", hash: null };
  assert.deepEqual(classify("C2b-0041"), receipt);
  assert.deepEqual(classify("c2B-0041"), receipt);
  for (const text of [`https://bourse.example/t/C2b-0041#${HASH}`, `Ticket C2b-0041#${HASH.toUpperCase()}`]) {
    assert.deepEqual(classify(text), { ...receipt, hash: HASH }, text);
    assert.deepEqual(classify(onAzerty(text)), { ...receipt, hash: HASH }, onAzerty(text));
  }
  assert.equal(classify("C2b-0041#12").kind, "unknown");
});

test("a stand's basket, a hold and a code of enrolment are told apart from lots", () => {
  const basket = "https://bourse.example/b/P4RT7K";
  const lines = [{ lot: "C7K3PX", milli: 12_500 }, { lot: "D2PY7H", milli: 1_000 }];
  const found = { kind: "set_apart", code: "P4RT7K", lines: [] };
  assert.deepEqual(classify(basket), found);
  assert.deepEqual(classify(onAzerty(basket)), found);
  const whole = `${basket}#l=C7K3PX*12500,D2PY7H*1000`;
  assert.deepEqual(classify(whole), { ...found, lines });
  assert.deepEqual(classify(whole.toUpperCase()), { ...found, lines });
  assert.deepEqual(classify(onAzerty(whole)), { ...found, lines });
  for (const half of ["C7K3PX*12500,D2PY7H", "C7K3PX*0", "C7K3PX*1,5", "C7K3PX*-1", "*"]) {
    assert.deepEqual(classify(`${basket}#l=${half}`).lines ?? [], []);
  }
  for (const typed of ["B C7K 3PX", "bc7k3px", "B-C7K-3PX"]) {
    assert.deepEqual(classify(typed), { kind: "set_apart", code: "BC7K3PX", lines: [] });
  }
  const slip = "https://bourse.example/h/HC7K3PX#l=C7K3PX*12500,D2PY7H*1000";
  for (const text of [slip, slip.toUpperCase(), onAzerty(slip)]) {
    assert.deepEqual(classify(text), { kind: "set_apart", code: "HC7K3PX", lines }, text);
  }
  for (const typed of ["H C7K 3PX", "hc7k3px", onAzerty("H-C7K-3PX")]) {
    assert.deepEqual(classify(typed), { kind: "set_apart", code: "HC7K3PX", lines: [] });
  }
  for (const word of ["hourdis", "beiges", "BOUCHON"]) assert.notEqual(classify(word).kind, "set_apart");
  const link = "https://bourse.example/till/enrol#code=C7K3PXD2";
  for (const text of [link, link.toUpperCase(), onAzerty(link)]) {
    assert.deepEqual(classify(text), { kind: "enrolment", code: "C7K3PXD2" }, text);
  }
});

test("what is nothing of ours says why", () => {
  const reasons = {
    "https://exemple.fr/menu": "scan_page",
    "www.exemple.fr": "scan_page",
    [onAzerty("https://exemple.fr/menu")]: "scan_page",
    "WIFI:S:Salle des fêtes;T:WPA;P:secret;;": "scan_foreign",
    "3017620422003": "scan_foreign",
    "C7K3P": "lot_code_length",
    "AAAAAA": "lot_code_character",
    "HZZZZZZ": "set_apart_mistyped",
    "h c7k 3po": "set_apart_mistyped",
    "B-C7K-3P0": "set_apart_mistyped",
    "hourdis": "lot_code_length",
    "BOUCHON": "lot_code_length",
    [`https://bourse.example/l/${CODE.slice(0, 5)}`]: "lot_code_length",
  };
  for (const [text, reason] of Object.entries(reasons)) {
    assert.deepEqual([text, classify(text).kind, classify(text).reason], [text, "unknown", reason]);
  }
  const wrong = CODE.slice(0, 5) + (CODE[5] === "2" ? "3" : "2");
  assert.equal(classify(wrong).reason, "lot_code_check");
  assert.deepEqual(classify("AAAAAA").params, { character: "A" });
});

test("work is done in the order it came, and one that fails stops none", async () => {
  const turns = new Turns();
  const done = [];
  const work = (name, wait) => () =>
    new Promise((resolve) => setTimeout(resolve, wait)).then(() => done.push(name));
  const first = turns.take(work("slow", 20));
  const second = turns.take(() => Promise.reject(new Error("no")));
  const third = turns.take(work("quick", 0));
  await assert.rejects(second, /no/);
  await Promise.all([first, third]);
  assert.deepEqual(done, ["slow", "quick"]);
});

test("a code in sight counts once, another at once, and the same again after it was gone", () => {
  let clock = 0;
  const sights = new Sights(() => clock);
  const seen = [];
  const look = (text, ms) => {
    clock += ms;
    const fresh = sights.fresh(text);
    if (fresh) seen.push(fresh);
  };
  look("A", 0);
  for (let frame = 0; frame < 50; frame += 1) look("A", 100);
  look(null, 100);
  look("A", 100);
  assert.deepEqual(seen, ["A"]);
  look("B", 100);
  look(null, 100);
  look(null, 2_000);
  look("B", 100);
  assert.deepEqual(seen, ["A", "B", "B"]);
  clock += 60_000;
  sights.keep();
  look("B", 100);
  assert.deepEqual(seen, ["A", "B", "B"]);
});

test("a code that never left counts once, however long the tablet takes to read a picture", () => {
  let clock = 0;
  const sights = new Sights(() => (clock += 4_000));
  assert.deepEqual(["A", "A", null, "A"].map((text) => sights.fresh(text)), ["A", null, null, "A"]);
});

test("of several codes in sight the middle one is meant", () => {
  const sheet = [{ text: "corner", x: 40, y: 50 }, { text: "middle", x: 300, y: 380 }, { text: "edge", x: 700, y: 360 }];
  assert.equal(central(sheet, 720), "middle");
  assert.equal(central([], 720), null);
});
