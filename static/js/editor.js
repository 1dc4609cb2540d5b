// The editor of a page: links from the list of what is to be mended to the fields, and a press of a button that does
// not cross what the browser saves by itself.

const LONGEST_WAIT = 10_000; // milliseconds

/** The part of the form that holds an input: `summary_ka`, `objectives-0-text_ka`, `attachments`. */
function placeOf(name) {
  const input = document.getElementById(`id_${name}`)
    || document.querySelector(`[name="${CSS.escape(name)}"]`)
    || document.querySelector(`[data-contentpath="${CSS.escape(name)}"]`)
    || document.getElementById(`id_${name}-FORMS`);
  return input?.closest("[data-field], [data-contentpath]") || input?.closest(".w-panel") || input;
}

function leadTo(place) {
  // A tab and a folded panel open themselves when they hear of it.
  place.dispatchEvent(new CustomEvent("w-focus:focus", {bubbles: true, cancelable: true}));
  for (let folded = place.closest("[hidden]"); folded; folded = folded.parentElement.closest("[hidden]"))
    folded.dispatchEvent(new Event("beforematch", {bubbles: true}));
  // A tab takes a moment to appear.
  setTimeout(() => {
    const input = place.querySelector("input:not([type=hidden]), textarea, select, [contenteditable=true], button") || place;
    place.scrollIntoView({block: "center"});
    input.focus({preventScroll: true});
  }, 150);
}

document.addEventListener("click", event => {
  const link = event.target.closest("[data-concern]");
  const place = link && placeOf(link.dataset.concern);
  if (!place) return;
  event.preventDefault();
  leadTo(place);
});

// Wagtail looks every half second whether something was typed, and saves it, even while the answer to a press of a
// button is awaited. The server then refuses one of the two: of the later one it says that somebody else has saved
// meanwhile, or on a new page that its address is taken. So a press waits for the saving that is under way, and
// nothing is saved by itself after it. On the document, because a form that was refused is saved before it is ready.
let isSaving = false, isSent = false, waiting = null;

function sendNow() {
  if (!waiting) return;
  const {form, name, value} = waiting;
  waiting = null;
  isSent = true;
  // As an input of its own: the button may be out of use while it turns.
  if (name) form.append(Object.assign(document.createElement("input"), {type: "hidden", name, value}));
  form.requestSubmit();
}

document.addEventListener("w-autosave:save", event => {
  if (isSent || waiting) event.preventDefault();
  else isSaving = true;
});
for (const end of ["w-autosave:success", "w-autosave:error"])
  document.addEventListener(end, () => {
    isSaving = false;
    // A new page learns its address in the same moment.
    setTimeout(sendNow);
  });
document.addEventListener("submit", event => {
  const form = event.target;
  if (!form.matches("[data-edit-form]")) return;
  if (isSaving && !isSent) {
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = {form, name: event.submitter?.name, value: event.submitter?.value};
    setTimeout(sendNow, LONGEST_WAIT);
  } else {
    isSent = true;
  }
}, {capture: true});
// The way back from a page that was left.
window.addEventListener("pageshow", event => { if (event.persisted) isSent = false; });

document.addEventListener("DOMContentLoaded", () => document.querySelector("[data-concerns]")?.focus());
