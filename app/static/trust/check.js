/** A browser that was only let past its warning registers no worker: that is what tells. */

const page = document.getElementById("trust-check");

async function isTrusted() {
  try {
    const registration = await navigator.serviceWorker.register(page.dataset.worker);
    await registration.unregister();
    return true;
  } catch {
    return false;
  }
}

const said = (await isTrusted()) ? "yes" : "no";
for (const part of page.querySelectorAll("[data-said]")) part.hidden = part.dataset.said !== said;
