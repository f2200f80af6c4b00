// The desk without page loads: work opens beside the list, keys move through it, notes are kept until they are sent.
// Every link and form works without this file; all words stand in the page.
"use strict";
(() => {
  const board = document.getElementById("board");
  if (!board) return;
  const WEEK = 7 * 24 * 3600 * 1000;
  const lines = () => [...board.querySelectorAll(".line")];
  const work = () => document.getElementById("work");
  const keymap = document.getElementById("keymap");

  // --- Notes: what is typed stands in this browser, under the person's own key, until the server has taken it.

  const PREFIX = "desk-note:";
  const mine = () => `${PREFIX}${board.dataset.who}:`;
  const fields = () =>
    [...work().querySelectorAll("textarea, input[type=text], input:not([type])")].filter((each) => each.name && !each.readOnly);
  const place = (each) => `${mine()}${location.pathname}:${each.form ? each.form.getAttribute("action") : ""}:${each.name}`;

  function storage(use) {
    try {
      return use(window.localStorage);
    } catch {
      return undefined; // private windows may refuse; the page works on
    }
  }

  function keepNote(event) {
    const each = event.target;
    if (!work().contains(each) || !fields().includes(each)) return;
    storage((store) =>
      each.value ? store.setItem(place(each), JSON.stringify({ at: Date.now(), text: each.value })) : store.removeItem(place(each)),
    );
  }

  function bringNotes() {
    storage((store) => {
      const sent = new URLSearchParams(location.search).has("done");
      for (const key of Object.keys(store).filter((each) => each.startsWith(PREFIX))) {
        const old = Date.now() - (JSON.parse(store.getItem(key) || "{}").at || 0) > WEEK;
        if (old || (sent && key.startsWith(`${mine()}${location.pathname}:`))) store.removeItem(key);
      }
      for (const each of fields()) {
        const kept = JSON.parse(store.getItem(place(each)) || "null");
        if (kept && !each.value) {
          each.value = kept.text;
          const folded = each.closest("details");
          if (folded) folded.open = true;
        }
      }
    });
  }

  // --- Opening: the work alone is fetched and put beside the list.

  let asked = 0;

  async function open(url, remember) {
    const turn = ++asked;
    mark(url);
    work().setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { headers: { "X-Desk-Work": "1" }, credentials: "same-origin" });
      if (turn !== asked) return;
      if (answer.redirected || !answer.ok) {
        location.assign(url); // signed out, gone, or a fault: the whole page says so
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("work");
      if (turn !== asked) return;
      if (!fresh) {
        location.assign(url);
        return;
      }
      work().replaceWith(document.importNode(fresh, true));
      if (page.title) document.title = page.title;
      if (remember) history.pushState({ desk: true }, "", url);
      board.classList.add("board--open");
      bringNotes();
      work().focus({ preventScroll: true });
      if (work().getBoundingClientRect().top < 0) work().scrollIntoView();
    } catch {
      if (turn === asked) fail(url);
    }
  }

  function fail(url) {
    const said = document.getElementById("board-failed").content.cloneNode(true);
    said.querySelector("a").href = url;
    work().removeAttribute("aria-busy");
    work().replaceChildren(said);
  }

  const linkOf = (line) => line.querySelector(".line__link");

  function mark(url) {
    const path = new URL(url, location.href).pathname;
    for (const line of lines()) {
      const here = new URL(linkOf(line).href).pathname === path;
      if (here) line.setAttribute("aria-current", "true");
      else line.removeAttribute("aria-current");
    }
  }

  board.addEventListener("click", (event) => {
    const link = event.target.closest(".line__link");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || !window.matchMedia("(min-width: 48em)").matches) return;
    event.preventDefault();
    open(link.href, true);
  });
  board.addEventListener("input", keepNote);
  window.addEventListener("popstate", () => {
    const known = lines().some((line) => new URL(linkOf(line).href).pathname === location.pathname);
    if (known) open(location.href, false);
    else location.reload();
  });

  // --- Keys.

  const cursor = () => {
    const all = lines();
    const held = document.activeElement && document.activeElement.closest(".line");
    const at = all.indexOf(held);
    return at >= 0 ? at : all.findIndex((line) => line.hasAttribute("aria-current"));
  };

  function step(by) {
    const all = lines();
    if (!all.length) return;
    const at = cursor();
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
    if (next < 0 || next >= all.length) {
      const turn = board.querySelector(next < 0 ? "a[rel=prev]" : "a[rel=next]");
      if (turn) turn.focus();
      return;
    }
    linkOf(all[next]).focus();
    all[next].scrollIntoView({ block: "nearest" });
  }

  function hand(act) {
    const form = work().querySelector(`form[data-hand="${act}"]`);
    if (form) form.querySelector("button").click();
  }

  function tick() {
    const line = lines()[cursor()];
    const box = line && line.querySelector("input[type=checkbox]");
    if (box) box.click();
  }

  function openHere() {
    const line = lines()[cursor()];
    if (line) linkOf(line).click();
  }

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    o: openHere,
    x: tick,
    t: () => hand("take"),
    r: () => hand("release"),
    "/": () => document.getElementById("sought").focus(),
    "?": () => keymap && keymap.showModal(),
  };

  function inField(element) {
    return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && element.type !== "checkbox";
  }

  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return;
    if (keymap && keymap.open) return; // Esc closes it by itself
    const at = event.target;
    if (event.key === "Escape") {
      if (at instanceof HTMLElement && inField(at)) at.blur();
      return;
    }
    if (at instanceof HTMLElement && inField(at)) return;
    if (event.key.startsWith("Arrow") && at.closest(".board__work, details, dialog")) return; // there arrows scroll
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const queue = /^[1-9]$/.test(key) && board.querySelector(`.board__queues a[data-key="${key}"]`);
    const act = queue ? () => queue.click() : KEYS[key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // --- Age: a figure that has stood for minutes says so; after ten it is called stale.

  const age = board.querySelector(".board__age time");
  const said = age && age.textContent;
  const counted = Date.now();
  window.setInterval(() => {
    const minutes = Math.floor((Date.now() - counted) / 60000);
    if (!age || !minutes) return;
    age.textContent = `${said} (${minutes} ${minutes < 10 ? age.dataset.ago : `${age.dataset.ago}, ${age.dataset.stale}`})`;
    age.classList.toggle("is-stale", minutes >= 10);
  }, 30000);

  bringNotes();
})();
