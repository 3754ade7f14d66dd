/** The frame of the till: the bar that always says how things stand, and one screen at a time. */

import { button, h, heard, icon } from "../dom.js";
import { hour } from "../format.js";
import { _ } from "../language.js";
import { closeCamera } from "./camera.js";
import { closed } from "./closed.js";
import { closing } from "./closing.js";
import { copied } from "./copied.js";
import { enrolling } from "./enrolling.js";
import { givingBack } from "./giving_back.js";
import { identifying } from "./identifying.js";
import { coverPage } from "./locked.js";
import { openMenu } from "./menu.js";
import { opening } from "./opening.js";
import { Reception } from "./reception.js";
import { receipts } from "./receipts.js";
import { selling } from "./selling.js";
import { shownAgain } from "./shown_again.js";
import { sold } from "./sold.js";
import { drawStanding } from "./standing.js";
import { tray } from "./tray.js";
import { waiting } from "./waiting.js";

const SCREENS = {
  waiting,
  enrolling,
  identifying,
  opening,
  selling,
  sold,
  closing,
  closed,
  receipts,
  shownAgain,
  givingBack,
  copied,
  tray,
};

export class Frame {
  constructor(till, root) {
    Object.assign(this, { till, root, screen: null, view: null });
    this.reception = new Reception(till, this);
    this.bar = document.querySelector(".till-bar");
    this.name = this.bar.querySelector(".till-name");
    this.state = h("button", { type: "button", class: "till-state", hidden: true, onclick: () => till.go("tray") });
    this.menu = button("", () => openMenu(till), icon("menu"), heard(_("Menu")));
    this.bar.append(h("span", { role: "status" }, this.state), this.menu);
  }

  /** Bring the page to what the till holds; a screen that can is updated, not made again. */
  draw() {
    this.#drawBar();
    const { till } = this;
    this.#drawCover();
    if (this.screen === till.screen) {
      this.view.update?.();
      return;
    }
    this.screen = till.screen;
    closeCamera();
    this.view = SCREENS[till.screen.name](till, till.screen, this.reception);
    this.root.replaceChildren(h("h1", { class: "heard" }, this.view.title), this.view.element);
    document.title = `${this.view.title} – Bourse`;
    this.view.entered?.();
  }

  #drawCover() {
    const { till } = this;
    if (till.locked && till.place && !this.uncover) {
      closeCamera();
      this.uncover = coverPage(till);
    } else if (!till.locked && this.uncover) this.uncover = this.uncover();
  }

  #drawBar() {
    const { till } = this;
    const { place } = till;
    const name = place ? `${place.till.code} · ${place.till.name}` : _("Till");
    const who = this.#who();
    if (this.name.textContent !== name + who) this.name.replaceChildren(name, h("small", {}, who));
    drawStanding(this.state, till.outbox.state);
    this.state.hidden = !till.token;
    this.menu.hidden = !till.token;
    markTraining(Boolean(till.training));
    tape(Boolean(place?.edition.is_fictional));
  }

  #who() {
    const { cashier, session, place } = this.till;
    if (!cashier || !session) return place?.till.site ?? "";
    const since = _("open since %(hour)s", { hour: hour(session.opened_at) });
    return `${cashier.name} · ${since}`;
  }
}

/** What is only for training says so across the screen, its sheets and its paper. */
function markTraining(isTraining) {
  document.body.classList.toggle("till-training", isTraining);
  document.body.style.setProperty("--dummy", isTraining ? JSON.stringify(_("DUMMY")) : "");
}

/** The tape that says a whole edition is fictional. */
function tape(isFictional) {
  const tied = document.querySelector(".fictional");
  if (!isFictional) tied?.remove();
  else if (!tied) {
    const words = h("span", {}, h("strong", {}, _("FICTIONAL")), ` ${_("Demonstration data")}`);
    document.querySelector(".till-bar").before(h("div", { class: "fictional", role: "note" }, words));
  }
}
