// Everything that the room does in the browser by itself; the rest comes from the server.

const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const dayAndClock = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
const full = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit", timeZoneName: "short" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

function away(at) {
  const minutes = (at - Date.now()) / 60000;
  if (Math.abs(minutes) < 60) return relative.format(Math.round(minutes), "minute");
  if (Math.abs(minutes) < 48 * 60) return relative.format(Math.round(minutes / 60), "hour");
  return relative.format(Math.round(minutes / 1440), "day");
}

// An instant in the reader's zone. The server's text stays underneath, so that both can change without meeting.
class LocalTime extends HTMLElement {
  static observedAttributes = ["datetime"];
  #time;
  connectedCallback() { this.#draw(); }
  attributeChangedCallback() { if (this.isConnected) this.#draw(); }
  #draw() {
    const at = new Date(this.getAttribute("datetime"));
    if (isNaN(at)) return;
    if (!this.#time) {
      this.#time = document.createElement("time");
      this.attachShadow({ mode: "open" }).append(this.#time);
    }
    this.#time.dateTime = at.toISOString();
    if (this.getAttribute("form") === "full") {
      this.#time.textContent = `${full.format(at)} (${away(at)})`;
    } else {
      this.#time.textContent = (at.toDateString() === new Date().toDateString() ? clock : dayAndClock).format(at);
      if (!this.title) this.title = full.format(at);
    }
  }
}

// A list that stays at its end while the reader is there, and otherwise says that there is more.
class RoomStream extends HTMLElement {
  #atEnd = true;
  // What stands beside it in the page is inserted after it: start when all of it is there.
  connectedCallback() { setTimeout(() => this.#start()); }
  #start() {
    this.#toEnd();
    this.addEventListener("scroll", () => {
      this.#atEnd = this.scrollHeight - this.scrollTop - this.clientHeight < 80;
      if (this.#atEnd) this.#newest.hidden = true;
    }, { passive: true });
    new MutationObserver(changes => this.#changed(changes)).observe(this, { childList: true });
    new ResizeObserver(() => { if (this.#atEnd) this.#toEnd(); }).observe(this);
    this.#newest?.addEventListener("click", () => { this.#toEnd(); this.focus(); });
  }
  get #newest() { return this.parentElement.querySelector(":scope > .newest"); }
  #toEnd() { this.scrollTop = this.scrollHeight; this.#atEnd = true; if (this.#newest) this.#newest.hidden = true; }
  #changed(changes) {
    const added = changes.flatMap(c => [...c.addedNodes]).filter(n => n.classList?.contains("message"));
    if (!added.length) { if (this.#atEnd) this.#toEnd(); return; }
    const mine = added.find(n => n.matches(".own, .private, .typed"));
    if (mine && !this.#atEnd) mine.scrollIntoView({ block: mine.offsetHeight > this.clientHeight ? "start" : "nearest" });
    if (this.#atEnd) {
      const last = added[added.length - 1];
      if (last.offsetHeight > this.clientHeight && added.length === 1) last.scrollIntoView({ block: "start" }); else this.#toEnd();
    } else if (!mine) this.#newest.hidden = false;
  }
}

// Beside the stream where there is room; over it, and then the only thing that can be reached, where there is not.
class ThreadPanel extends HTMLElement {
  #narrow = matchMedia("(max-width: 900px)");
  #cover = () => { for (const e of this.#behind()) e.inert = this.#narrow.matches; };
  #behind() { return document.querySelectorAll(".top, .rail, .talk"); }
  connectedCallback() {
    this.#narrow.addEventListener("change", this.#cover);
    this.#cover();
    setTimeout(() => this.querySelector(".close")?.focus());
  }
  disconnectedCallback() {
    this.#narrow.removeEventListener("change", this.#cover);
    for (const e of this.#behind()) e.inert = false;
    document.getElementById(this.getAttribute("opener"))?.focus();
  }
}

for (const [name, kind] of [["local-time", LocalTime], ["room-stream", RoomStream], ["thread-panel", ThreadPanel]])
  if (!customElements.get(name)) customElements.define(name, kind);

function tooLong(field) {
  const over = field.value.length - Number(field.dataset.most || Infinity);
  return over > 0 ? `That is ${over.toLocaleString()} characters too long; at most ${Number(field.dataset.most).toLocaleString()} fit.` : "";
}

function remembered(key) {
  try { return JSON.parse(sessionStorage.getItem(`room.${key}`)) ?? []; } catch { return []; }
}

export function compose(form, server) {
  const input = form.querySelector("input"), box = form.querySelector(".suggestions"), list = box.querySelector("ul");
  const note = form.querySelector(".composer-note"), key = form.dataset.history, completes = input.hasAttribute("aria-expanded");
  let asked = 0, active = -1, timer = 0, back = 0, draft = "";

  const isOpen = () => !box.hidden;
  const options = () => [...list.children];
  function close() {
    asked++;
    box.hidden = true;
    active = -1;
    if (completes) input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function choose(index) {
    const all = options();
    active = (index + all.length) % all.length;
    all.forEach((o, i) => o.setAttribute("aria-selected", i === active));
    input.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  }
  function take(option) {
    input.value = option.dataset.line;
    input.setSelectionRange(input.value.length, input.value.length);
    complete();
  }
  function show(suggestions) {
    list.replaceChildren(...suggestions.map((s, i) => {
      const option = document.createElement("li"), line = document.createElement("b"), why = document.createElement("span");
      option.id = `${list.id}-${i}`;
      option.role = "option";
      option.ariaSelected = "false";
      option.dataset.line = s.line.startsWith("/") ? s.line : `/${s.line}`;
      line.textContent = s.shows;
      why.textContent = s.explains;
      option.append(line, " ", why);
      option.addEventListener("pointerdown", e => e.preventDefault());
      option.addEventListener("click", () => { take(option); input.focus(); });
      return option;
    }));
    active = -1;
    input.removeAttribute("aria-activedescendant");
    box.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }
  function complete() {
    clearTimeout(timer);
    if (!completes || !input.value.startsWith("/")) { close(); return; }
    const mine = ++asked;
    timer = setTimeout(async () => {
      const found = await server.invokeMethodAsync("Complete", input.value);
      if (mine !== asked) return;
      if (found.length && document.activeElement === input) show(found); else close();
    }, 80);
  }
  function recall(step) {
    const lines = remembered(key);
    if (!lines.length || (back === 0 && step < 0)) return;
    if (back === 0) draft = input.value;
    back = Math.min(lines.length, back + step);
    input.value = back === 0 ? draft : lines[lines.length - back];
    input.setSelectionRange(input.value.length, input.value.length);
    close();
  }
  async function send() {
    const text = input.value;
    if (!text.trim() || text.trim() === "/") return;
    note.textContent = tooLong(input);
    if (note.textContent) return;
    close();
    clearTimeout(timer);
    input.value = "";
    try {
      await server.invokeMethodAsync("Send", text);
    } catch {
      input.value = text;
      note.textContent = "This did not reach the room: the connection is lost. Your words are still here.";
      return;
    }
    back = 0;
    if (key) sessionStorage.setItem(`room.${key}`, JSON.stringify([...remembered(key).filter(l => l !== text), text].slice(-50)));
  }

  form.querySelector(".slash")?.addEventListener("click", () => {
    if (!input.value.startsWith("/")) input.value = "/" + input.value;
    input.focus();
    complete();
  });
  input.addEventListener("input", () => { back = 0; note.textContent = tooLong(input); complete(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", e => {
    if (e.isComposing || e.ctrlKey || e.metaKey || e.altKey) return;
    const step = e.key === "ArrowDown" ? 1 : e.key === "ArrowUp" ? -1 : 0;
    if (step && isOpen()) choose(active < 0 ? (step > 0 ? 0 : -1) : active + step);
    else if (step && key && (back > 0 || !input.value || step < 0)) recall(-step);
    else if (e.key === "Tab" && !e.shiftKey && isOpen()) take(options()[Math.max(0, active)]);
    else if (e.key === "Enter" && isOpen() && active >= 0) take(options()[active]);
    else if (e.key === "Escape" && isOpen()) { close(); e.stopPropagation(); }
    else return;
    e.preventDefault();
  });
  form.addEventListener("submit", e => { e.preventDefault(); send(); });
}

const dialogs = new WeakMap();

export function openDialog(dialog, server) {
  if (!dialogs.has(dialog)) {
    dialog.addEventListener("close", () => dialogs.get(dialog).invokeMethodAsync("Closed"));
    dialog.addEventListener("click", e => { if (e.target.closest("[data-close]")) dialog.close(); });
    dialog.addEventListener("input", e => check(e.target));
    dialog.addEventListener("submit", e => { e.preventDefault(); submit(dialog, e.target); });
  }
  dialogs.set(dialog, server);
  for (const field of dialog.querySelectorAll("[data-most]")) check(field);
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("input, textarea, select")?.focus();
}

export function closeDialog(dialog) {
  if (dialog.open) dialog.close();
}

function check(field) {
  if (!field.dataset.most) return;
  field.setCustomValidity(tooLong(field));
  const count = field.form.querySelector(`output[for="${CSS.escape(field.id)}"]`);
  if (count) count.textContent = `${field.value.length.toLocaleString()} of ${Number(field.dataset.most).toLocaleString()} characters`;
}

async function submit(dialog, form) {
  const send = form.querySelector("[type=submit]");
  if (send.disabled) return;
  send.disabled = true;
  send.ariaBusy = "true";
  try {
    await dialogs.get(dialog).invokeMethodAsync("Send", Object.fromEntries(new FormData(form)));
  } finally {
    send.disabled = false;
    send.ariaBusy = null;
  }
}
