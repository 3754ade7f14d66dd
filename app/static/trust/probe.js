/** Ask over https whether this device trusts us, without leaving the plain page for a warning. */

const notice = document.querySelector("[data-probe]");
const { probe, yes, no, asking, late } = notice.dataset;
const LATE_MS = 8_000;

/** A browser that does not trust refuses as soon as it is answered: silence says nothing of it. */
async function isTrusted() {
  try {
    await fetch(probe, { mode: "no-cors", cache: "no-store" });
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
  const silence = setTimeout(() => say(late, "warn"), LATE_MS);
  const isDone = await isTrusted();
  clearTimeout(silence);
  if (isDone) {
    say(yes, "good");
    location.assign(probe);
  } else {
    say(no, "warn");
  }
});
