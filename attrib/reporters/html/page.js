"use strict";
// Without this script the page still shows everything; it adds filtering, arrow keys, and cards that stand where they can be read.
for (const draft of document.querySelectorAll(".draft")) {
  const sentences = [...draft.querySelectorAll(".s")];
  const blocks = [...draft.querySelectorAll(".block")];
  const marks = sentences.map((sentence) => sentence.querySelector(".mark"));
  const controls = [...draft.querySelectorAll("[data-filter]")];
  const status = draft.querySelector(".status");
  let chosen = "";

  function filter(control) {
    const key = control ? control.dataset.filter : "";
    chosen = key === chosen && control.tagName === "BUTTON" ? "" : key;
    const kept = sentences.filter((sentence) => sentence.dataset.keys.split(" ").includes(chosen));
    draft.classList.toggle("filtered", chosen !== "");
    for (const sentence of sentences) sentence.classList.toggle("kept", kept.includes(sentence));
    let gap = false;
    for (const block of blocks) {
      const stays = block.querySelector(".kept") !== null;
      block.classList.toggle("kept", stays);
      block.classList.toggle("gap", stays && gap);
      gap = !stays;
    }
    for (const other of controls) {
      const on = chosen !== "" && other.dataset.filter === chosen;
      if (other.tagName === "BUTTON") other.setAttribute("aria-pressed", String(on));
      else if (on) other.setAttribute("aria-current", "true");
      else other.removeAttribute("aria-current");
    }
    tell(control, kept.length);
    if (kept.length && control.tagName === "BUTTON") show(kept[0]);
  }

  function tell(control, count) {
    status.replaceChildren();
    if (!chosen) return;
    const name = control.getAttribute("aria-label") || control.textContent.trim().replace(/^[NA·»]\s+/, "");
    status.append(`${count} of ${sentences.length} sentences: ${name.split(":")[0]}`);
    const all = document.createElement("button");
    all.type = "button";
    all.textContent = "Show all";
    all.addEventListener("click", clear);
    status.append(all);
  }

  function clear() {
    const control = controls.find((other) => other.dataset.filter === chosen && other.tagName === "BUTTON");
    const back = status.contains(document.activeElement) ? control || marks[0] : null;
    chosen = "";
    draft.classList.remove("filtered");
    for (const part of draft.querySelectorAll(".kept, .gap")) part.classList.remove("kept", "gap");
    for (const other of controls) {
      if (other.tagName === "BUTTON") other.setAttribute("aria-pressed", "false");
      other.removeAttribute("aria-current");
    }
    status.replaceChildren();
    if (back) back.focus();
  }

  function show(sentence) {
    const place = sentence.getBoundingClientRect();
    if (place.top < 40 || place.bottom > innerHeight) sentence.scrollIntoView({ block: "center" });
  }

  // The sentences are one stop of the tab key; arrow keys go from one to the next.
  function stop(mark) {
    for (const other of marks) other.tabIndex = other === mark ? 0 : -1;
  }

  function go(event) {
    const at = marks.indexOf(event.target);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (at < 0 || (!step && event.key !== "Home" && event.key !== "End")) return;
    const open = marks.filter((mark) => mark.offsetParent !== null);
    const to = event.key === "Home" ? 0 : event.key === "End" ? open.length - 1 : open.indexOf(event.target) + step;
    event.preventDefault();
    if (open[to]) open[to].focus();
  }

  // A card stands right under the last line of its sentence, inside the column of text.
  function place(event) {
    const sentence = event.target.closest(".s");
    if (!sentence) return;
    draft.classList.remove("quiet");
    const card = sentence.querySelector(".card");
    const frame = card.offsetParent;
    if (!frame) return;
    const lines = sentence.querySelector(".words").getClientRects();
    const last = lines[lines.length - 1];
    const column = frame.getBoundingClientRect();
    const room = Math.max(0, column.width - card.offsetWidth);
    card.style.left = `${Math.min(Math.max(0, last.left - column.left), room)}px`;
    const below = last.bottom - column.top;
    const fits = last.bottom + card.offsetHeight < innerHeight || lines[0].top < card.offsetHeight;
    card.style.top = `${fits ? below : lines[0].top - column.top - card.offsetHeight}px`;
  }

  for (const control of controls) control.addEventListener("click", () => filter(control));
  if (marks.length) stop(marks[0]);
  draft.addEventListener("keydown", go);
  draft.addEventListener("mouseover", place);
  draft.addEventListener("focusin", (event) => {
    if (marks.includes(event.target)) stop(event.target);
    place(event);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (draft.querySelector(".s:hover, .s:focus-within") && !draft.classList.contains("quiet")) draft.classList.add("quiet");
    else if (chosen) clear();
  });
}
