/** Ask over https whether this device trusts us, without leaving the plain page for a warning. */

const notice = document.querySelector("[data-probe]");
const { probe, yes, no, asking } = notice.dataset;
const PATIENCE_MS = 8_000;

async function isTrusted() {
  try {
    await fetch(probe, { mode: "no-cors", cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    return true;
  } catch {
    return false;
  }
}

function say(text, kind) {
  notice.textContent = text;
  notice.className = `notice ${kind}`;
}

document.querySelector("[data-check]").addEventListener("click", async (event) => {
  event.preventDefault();
  say(asking, "");
  if (await isTrusted()) {
    say(yes, "good");
    location.assign(probe);
  } else {
    say(no, "warn");
  }
});
