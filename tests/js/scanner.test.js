/** A scanner's keys are told from a person's, and a search finds what is meant. */

import assert from "node:assert/strict";
import test from "node:test";

import { Scanner } from "../../app/static/till/scanner.js";

globalThis.Event ??= class {};

/** Types on a page whose clock the test holds; gives what was scanned. */
function typist(accepts = () => true) {
  const scans = [];
  let clock = 1000;
  let waiting = [];
  const scanner = new Scanner(
    (text, how) => {
      const taken = accepts(text, how);
      if (taken) scans.push(text);
      return taken;
    },
    (act, wait) => waiting.push({ act, at: clock + wait }),
  );
  function wait(ms) {
    clock += ms;
    const due = waiting.filter(({ at }) => at <= clock);
    waiting = waiting.filter(({ at }) => at > clock);
    due.forEach(({ act }) => act());
  }
  function press(key, ms, target = null, late = 0) {
    wait(ms);
    let isTaken = false;
    scanner.key({
      key, target, timeStamp: clock - late,
      preventDefault: () => { isTaken = true; },
      stopPropagation: () => {},
    });
    if (target && key.length === 1) target.value += key;
    return isTaken;
  }
  function type(text, ms, target) {
    [...text].forEach((key, index) => press(key, index ? ms : 500, target));
    return press("Enter", ms, target);
  }
  return { scans, press, type, wait };
}

/** Takes what is sure, and of the rest what looks like a lot's code. */
const careful = (text, { isSure }) => isSure || /^[C-Y2-9]{6}$/.test(text);

function field(value) {
  return { tagName: "INPUT", value, dispatchEvent: () => {} };
}

test("a scan is taken wherever the focus is, AZERTY digits and shifted letters included", () => {
  const { scans, press, type } = typist();
  assert.ok(type("C7K3PX", 8));
  press("Shift", 300);
  for (const key of ["C", "è", "K", "\"", "Shift", "P", "X"]) press(key, 5);
  assert.ok(press("Enter", 5));
  assert.deepEqual(scans, ["C7K3PX", "CèK\"PX"]);
});

test("a person typing is left alone", () => {
  const { scans, type } = typist();
  assert.equal(type("C7K3PX", 120), false);
  assert.equal(type("C7K", 8), false);
  assert.deepEqual(scans, []);
});

test("a field gets back what it held before the scan fell into it", () => {
  const { scans, type } = typist();
  const quantity = field("12,5");
  assert.ok(type("https://bourse.example/l/C7K3PX", 8, quantity));
  assert.equal(quantity.value, "12,5");
  assert.deepEqual(scans, ["https://bourse.example/l/C7K3PX"]);
});

test("a scan that begins with Shift is taken back from its field whole", () => {
  const { scans, press } = typist();
  const quantity = field("3");
  press("Shift", 300, quantity);
  for (const key of "C7K3PX") press(key, 5, quantity);
  assert.ok(press("Enter", 5, quantity));
  assert.deepEqual([quantity.value, scans], ["3", ["C7K3PX"]]);
});

test("fast keys that are no scan stay where they fell", () => {
  const { type } = typist(() => false);
  const search = field("");
  assert.equal(type("tuiles", 8, search), false);
  assert.equal(search.value, "tuiles");
});

test("two scans in a row are two, and arrows end one", () => {
  const { scans, press, type } = typist();
  type("C7K3PX", 8);
  type("D2R9TV", 8);
  for (const key of "C7K3") press(key, 8);
  press("ArrowLeft", 8);
  for (const key of "PX") press(key, 8);
  assert.equal(press("Enter", 8), false);
  assert.deepEqual(scans, ["C7K3PX", "D2R9TV"]);
});

test("a scanner that ends with Tab moves no focus", () => {
  const { scans, press } = typist();
  for (const key of "C7K3PX") press(key, 8);
  assert.ok(press("Tab", 8));
  assert.deepEqual(scans, ["C7K3PX"]);
});

test("a scanner that ends with nothing is heard after a silence, once, and its field given back", () => {
  const { scans, press, wait } = typist(careful);
  const pin = field("40");
  for (const key of "C7K3PX") press(key, 8, pin);
  assert.deepEqual(scans, []);
  wait(200);
  assert.deepEqual([scans, pin.value], [["C7K3PX"], "40"]);
  wait(5000);
  assert.equal(press("Enter", 10), false);
  assert.deepEqual(scans, ["C7K3PX"]);
});

test("an Enter that comes late after a silence presses nothing", () => {
  const { scans, press, wait } = typist(careful);
  for (const key of "C7K3PX") press(key, 8);
  wait(150);
  assert.ok(press("Enter", 20));
  assert.equal(press("Enter", 20), false);
  assert.deepEqual(scans, ["C7K3PX"]);
});

test("words typed in a hurry without an end stay in their field", () => {
  const { scans, press, wait } = typist(careful);
  const search = field("");
  for (const key of "tuiles") press(key, 30, search);
  wait(500);
  assert.deepEqual([scans, search.value], [[], "tuiles"]);
});

test("scans without an end follow each other, none lost", () => {
  const { scans, press, wait } = typist(careful);
  for (const code of ["C7K3PX", "D2R9TV", "C7K3PX"]) {
    wait(130);
    for (const key of code) press(key, 8);
  }
  wait(130);
  assert.deepEqual(scans, ["C7K3PX", "D2R9TV", "C7K3PX"]);
});

test("Caps Lock changes nothing", () => {
  const { scans, type } = typist();
  type("c7k3px", 8);
  type("HTTPS://BOURSE.EXAMPLE/L/C7K3PX", 8);
  assert.deepEqual(scans, ["c7k3px", "HTTPS://BOURSE.EXAMPLE/L/C7K3PX"]);
});

test("a scanner that ends with Enter is not cut in two where a busy tablet hands its keys over late", () => {
  const { scans, press, type, wait } = typist((text, { isSure }) => isSure || /[/]h[/]\w+$|^[C-Y2-9]{6}$/.test(text));
  type("C7K3PX", 8);
  for (const key of "bourse.example/h/HC7K3PX") press(key, 8);
  press("#", 400, null, 392);
  for (const key of "l=D2R9TV*1000") press(key, 8, null, 392);
  assert.ok(press("Enter", 8, null, 392));
  assert.deepEqual(scans, ["C7K3PX", "bourse.example/h/HC7K3PX#l=D2R9TV*1000"]);
  for (const code of ["D2R9TV", "F3N7JC"]) {
    wait(2_000);
    for (const key of code) press(key, 8);
  }
  wait(130);
  assert.deepEqual(scans.slice(2), ["D2R9TV", "F3N7JC"], "another scanner, which ends with nothing");
});
