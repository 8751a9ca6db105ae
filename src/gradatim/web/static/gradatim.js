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
    block.append(button);
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

// Follow the page's stream of events. The browser reconnects by itself and says what it has seen last.
function follow() {
  const address = document.body.dataset.events;
  if (!address) return;
  const notice = document.getElementById("connection");
  const source = new EventSource(address);
  let away = false;
  source.addEventListener("change", refresh);
  source.addEventListener("open", () => {
    if (away) refresh();
    away = false;
    notice.hidden = true;
  });
  source.addEventListener("error", () => {
    away = true;
    notice.textContent = "The dashboard does not answer. This page follows again as soon as it does.";
    notice.hidden = false;
    if (source.readyState === EventSource.CLOSED) setTimeout(() => { source.close(); follow(); }, 3000);
  });
  addEventListener("pagehide", () => source.close());
}

document.addEventListener("visibilitychange", () => { if (!document.hidden && document.body.dataset.events) refresh(); });
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

addCopyButtons(document);
follow();
