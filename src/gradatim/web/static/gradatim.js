// The live parts. Every page works without this file; with it, pages follow what happens elsewhere.
"use strict";

// Copy buttons beside programs.
function addCopyButtons(root) {
  if (!navigator.clipboard) return;
  for (const block of root.querySelectorAll("[data-copy]:not(:has(.copy))")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(block.querySelector("code").textContent);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    block.querySelector(".code-head").append(button);
  }
}

// Ask for the page again and put the new text of each live part in place of the old one.
let refreshing = null;
let again = false;
async function refresh() {
  if (refreshing) {
    again = true;
    return refreshing;
  }
  refreshing = (async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      replaceLiveParts(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      // The server is away; its stream of events says so, and brings us back.
    }
  })();
  await refreshing;
  refreshing = null;
  if (again) {
    again = false;
    await refresh();
  }
}

function replaceLiveParts(page) {
  for (const old of document.querySelectorAll("[data-live][id]")) {
    const fresh = page.getElementById(old.id);
    if (!fresh || fresh.isEqualNode(withoutOurs(old))) continue;
    if (old.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
    const open = [...old.querySelectorAll("details[open]")].map((details) => details.id || details.closest("[id]").id);
    fresh.classList.add("fresh");
    old.replaceWith(fresh);
    for (const id of open) {
      const place = document.getElementById(id);
      const details = place && (place.matches("details") ? place : place.querySelector("details"));
      if (details) details.open = true;
    }
    if (focused) document.getElementById(focused)?.focus();
    addCopyButtons(fresh);
    fresh.dispatchEvent(new CustomEvent("gradatim:fresh", { bubbles: true }));
  }
}

// A part as the server sent it: without what this script has added or the reader has opened.
function withoutOurs(part) {
  const copy = part.cloneNode(true);
  copy.classList.remove("fresh");
  if (!copy.classList.length && !part.getAttribute("class")?.replace("fresh", "").trim()) copy.removeAttribute("class");
  for (const button of copy.querySelectorAll(".copy")) button.remove();
  for (const details of copy.querySelectorAll("details[open]:not([data-open])")) details.open = false;
  return copy;
}

// Follow the page's stream of events. The browser reconnects by itself and says what it has seen last. A page that
// nobody sees lets go of it, because a browser keeps only six connections to one server open.
let source = null;
function follow() {
  const address = document.body.dataset.events;
  if (!address || document.hidden || source) return;
  const notice = document.getElementById("connection");
  const stream = new EventSource(address);
  let away = false;
  source = stream;
  stream.addEventListener("change", refresh);
  stream.addEventListener("open", () => {
    if (away) refresh();
    away = false;
    notice.hidden = true;
  });
  stream.addEventListener("error", () => {
    away = true;
    notice.textContent = "The dashboard does not answer. This page follows again as soon as it does.";
    notice.hidden = false;
    // The browser gives up when it is refused; we do not.
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => { if (source === stream) { letGo(); follow(); } }, 3000);
  });
}
function letGo() {
  source?.close();
  source = null;
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    letGo();
  } else if (document.body.dataset.events) {
    follow();
    refresh();
  }
});
addEventListener("pagehide", letGo);
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// A part that says so is asked for again until it no longer does: work of a few seconds with no stream of events.
function askAgain() {
  const waiting = document.querySelector("[data-again]");
  if (waiting) setTimeout(async () => { await refresh(); askAgain(); }, 1000 * waiting.dataset.again);
}

// The clock of a running exam: the server's time left, counted down here and put right with every refresh.
const CLOCK_REFRESH_SECONDS = 60;
const LATE_SECONDS = 300;
let lastTick = Date.now();
function tick() {
  const clock = document.getElementById("clock");
  const now = Date.now();
  const slept = now - lastTick > 5000;
  lastTick = now;
  if (!clock?.dataset.remaining || document.hidden) return;
  clock.seenAt ??= now;
  const seconds = (now - clock.seenAt) / 1000;
  const left = Math.max(0, Number(clock.dataset.remaining) - seconds);
  const face = clock.querySelector("[data-face]");
  const whole = Math.floor(left);
  const two = (number) => String(number).padStart(2, "0");
  face.textContent = `${Math.floor(whole / 3600)}:${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}`;
  face.parentElement.classList.toggle("late", left < LATE_SECONDS);
  for (const minutes of [30, 10, 5, 1]) {
    if (whole === minutes * 60) announce(`${minutes} ${minutes === 1 ? "minute is" : "minutes are"} left`);
  }
  // The machine slept, or its clock was set; or a minute has passed; or the bell is due.
  if (slept || seconds < 0 || seconds > CLOCK_REFRESH_SECONDS || left === 0) refresh();
}

// What has changed, for those who do not see it.
function announce(words) {
  const announcer = document.getElementById("announcer");
  if (announcer && announcer.textContent !== words) announcer.textContent = words;
}
document.addEventListener("gradatim:fresh", (event) => {
  if (event.target.dataset.announce) announce(event.target.dataset.announce);
});

// A form that takes a while, and must not be sent twice.
document.addEventListener("submit", (event) => {
  const words = event.target.dataset.once;
  if (!words) return;
  const button = event.target.querySelector("button");
  button.textContent = words;
  setTimeout(() => { button.disabled = true; }, 0);
});

// Handing a model in: in pieces, which go on where they stopped when the connection drops or the page is loaded again.
const HASHED_BYTES = 2 ** 30;
const busy = new Set();
const pause = (seconds) => new Promise((resolve) => { setTimeout(resolve, 1000 * seconds); });
const megabytes = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

class Refusal extends Error {}

async function call(method, address, { json, body, headers } = {}) {
  const answer = await fetch(address, {
    method,
    body: json ? JSON.stringify(json) : body,
    headers: {
      Accept: "application/json",
      "X-CSRF-Token": document.querySelector("meta[name=csrf-token]").content,
      ...(json ? { "Content-Type": "application/json" } : {}),
      ...headers,
    },
  });
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  const problem = await answer.json().catch(() => ({}));
  const words = problem.expected
    ? `${problem.expected}. Received: ${problem.received}. Next: ${problem.next_step}`
    : `The dashboard answered ${answer.status}.`;
  // What another try cannot mend.
  if ([401, 403, 404, 413, 422, 507].includes(answer.status)) throw new Refusal(words);
  throw Object.assign(new Error(words), { status: answer.status });
}

// What reads the file says so when it cannot: it was moved, has changed since it was chosen, or is a folder.
async function read(part) {
  try {
    return await part.arrayBuffer();
  } catch {
    throw new Refusal(
      "Expected one file that can be read. Received: a folder, or a file that has changed since it was chosen. "
      + "Next: choose it again; a SavedModel folder has to be zipped first",
    );
  }
}

async function sha256(file) {
  if (!globalThis.crypto?.subtle || file.size > HASHED_BYTES) return null;
  const digest = await crypto.subtle.digest("SHA-256", await read(file));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Do it again while the dashboard is away or busy.
async function insist(act, show) {
  for (let failures = 1; ; failures += 1) {
    try {
      return await act();
    } catch (error) {
      if (error instanceof Refusal || error.status === 409) throw error;
      show(error.status ? `${error.message} Trying again by itself.` : "The dashboard does not answer; trying again.", null);
      await pause(Math.min(failures, 5));
    }
  }
}

async function sendPieces(upload, file, show) {
  for (let { offset } = upload; offset < file.size;) {
    show(`Sending ${file.name}: ${megabytes(offset)} of ${megabytes(file.size)}`, offset / file.size);
    const body = await read(file.slice(offset, offset + upload.piece_bytes));
    const headers = { "Upload-Offset": String(offset), "Content-Type": "application/octet-stream" };
    try {
      ({ offset } = await call("PATCH", `/uploads/${upload.id}`, { body, headers }));
    } catch (error) {
      if (error instanceof Refusal) throw error;
      show(`The connection dropped at ${megabytes(offset)}; going on by itself.`, offset / file.size);
      await pause(1);
      ({ offset } = await insist(() => call("GET", `/uploads/${upload.id}`), show));
    }
  }
}

function showSending(place, words, share, kind = "") {
  place.hidden = false;
  let text = place.querySelector("p");
  if (!text) {
    text = document.createElement("p");
    place.replaceChildren(text);
  }
  text.className = kind;
  if (text.textContent !== words) text.textContent = words;
  let bar = place.querySelector("progress");
  if (share === null) {
    bar?.remove();
    return;
  }
  if (!bar) {
    bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", "Sent");
    place.append(bar);
  }
  bar.value = share;
}

async function handIn(form, files) {
  const histories = [...files].filter((file) => /\.csv$/i.test(file.name));
  const models = [...files].filter((file) => !histories.includes(file));
  const { sitting, category } = form.dataset;
  const place = document.getElementById(`sending-${category}`);
  const show = (words, share) => showSending(place, words, share);
  if (busy.has(category)) return;
  if (models.length !== 1) {
    showSending(place, `Expected one model, and its history.csv if there is one. Received: ${models.length} models.`, null, "bad");
    return;
  }
  const [file] = models;
  busy.add(category);
  let said;
  try {
    show(`Reading ${file.name}`, null);
    const about = { file_name: file.name, bytes: file.size, sha256: await sha256(file) };
    const wanted = { sitting, category: Number(category), ...about };
    const upload = await insist(() => call("POST", "/uploads", { json: wanted }), show);
    if (!upload.receipt) await sendPieces(upload, file, show);
    if (!upload.receipt && histories.length) {
      const body = await read(histories[0]);
      await insist(() => call("PUT", `/uploads/${upload.id}/history`, { body, headers: { "Content-Type": "text/csv" } }), show);
    }
    if (!upload.receipt) show("Checking the file", null);
    const end = () => call("POST", `/uploads/${upload.id}/finish`, { json: {} });
    const receipt = upload.receipt ?? (await insist(end, show));
    const why = receipt.notices.map((notice) => notice.message).join(" ");
    const receipted = `Received: ${receipt.sha256.slice(0, 16)}${receipt.already ? " before; same file, same score" : "; safe from here on"}.`;
    said = receipt.outcome === "accepted" ? [receipted, "good"] : [`Refused, and it cost nothing. ${why}`, "bad"];
    form.reset();
  } catch (error) {
    said = [error.message, "bad"];
  }
  // Whoever reads this may hand in the next file at once, however long the page takes to catch up.
  busy.delete(category);
  showSending(place, said[0], null, said[1]);
  await refresh();
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-upload]")) return;
  const { files } = event.target.querySelector("input[type=file]");
  if (!files.length) return;
  event.preventDefault();
  handIn(event.target, files);
});
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("[data-upload]");
  if (form) document.getElementById(`sending-${form.dataset.category}`).hidden = true;
});
// Beside a card a dropped file would replace the page.
for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => {
    if (!document.querySelector("[data-drop]") || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    const card = event.target.closest?.("[data-drop]");
    for (const other of document.querySelectorAll("[data-drop].over")) other.classList.remove("over");
    if (!card) {
      event.dataTransfer.dropEffect = "none";
    } else if (name === "dragover") {
      card.classList.add("over");
    } else if (event.dataTransfer.files.length) {
      handIn(card.querySelector("[data-upload]"), event.dataTransfer.files);
    }
  });
}
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) for (const card of document.querySelectorAll("[data-drop].over")) card.classList.remove("over");
});

if (document.getElementById("clock")) setInterval(tick, 1000);

addCopyButtons(document);
follow();
askAgain();
