// The two places of a row of files in the page editor: what stands in each, two files that are dropped on the row, and
// the button by which they change places. Everything works without dropping: the same field opens a window to choose.

(() => {
  const ROW = "[data-inline-panel-child]";

  // Wagtail's chooser, with a card below it that tells of the file.
  class PlaceChooser extends window.DocumentChooser {
    constructor(id, options) {
      super(id, options);
      this.card = document.createElement("div");
      this.chooserElement.after(this.card);
      this.tell(JSON.parse(this.chooserElement.dataset.cards));
    }

    renderState(state) {
      super.renderState(state);
      this.tell(state.cards ?? {});
    }

    renderEmptyState() {
      super.renderEmptyState();
      this.tell({});
    }

    // One card for each place, and one for a file that stands in both.
    tell(cards) {
      this.cards = cards;
      const row = this.chooserElement.closest(ROW);
      if (row) settle(row);
    }
  }
  window.PlaceChooser = PlaceChooser;

  const settingsOf = (row) => row.querySelector("[data-files-of-row]").dataset;
  const choosersOf = (row) =>
    [...row.querySelectorAll("[data-place]")].map((element) => element.widget).filter(Boolean);

  // What the row tells and offers follows from what stands in it.
  function settle(row) {
    const choosers = choosersOf(row);
    const serves = choosers.length === 2 && choosers[0].getValue() === choosers[1].getValue();
    for (const chooser of choosers) chooser.card.innerHTML = chooser.cards[serves ? "both" : chooser.opts.language] ?? "";
    const zone = row.querySelector("[data-drop-files]");
    if (zone) zone.hidden = row.querySelectorAll("[data-place].blank").length === 0;
    const swap = row.querySelector("[data-swap-files]");
    if (!swap) return;
    swap.hidden = !isBetterSwapped(choosers);
    swap.textContent = choosers.every((chooser) => chooser.getValue()) ? swap.dataset.two : swap.dataset.one;
  }

  // As the server tells it in warnings.py: fewer files would stand in the place of the other language.
  function isBetterSwapped(choosers) {
    if (choosers.length < 2 || choosers[0].getValue() === choosers[1].getValue()) return false;
    const misplaced = (places) =>
      choosers.filter((chooser, index) => chooser.cards[places[index]]?.includes("data-in-the-wrong-place")).length;
    const places = choosers.map((chooser) => chooser.opts.language);
    return misplaced([...places].reverse()) < misplaced(places);
  }

  function say(row, ...lines) {
    const list = row.querySelector("[data-said]");
    list.replaceChildren(
      ...lines.map((line) => {
        const item = document.createElement("li");
        item.textContent = line;
        return item;
      }),
    );
  }

  // Rows whose files are being checked, and what is told of that.
  const underway = new WeakMap();

  function report(row) {
    const { refusals, checking } = underway.get(row);
    say(row, ...refusals, ...(checking ? [checking] : []));
  }

  async function chosen(settings, id) {
    const address = settings.chosen.replace("/0/", `/${id}/`);
    const answer = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok) throw new Error(answer.status);
    return (await answer.json()).result;
  }

  // The door of several uploads at once, with its checks; throws what a clerk is told.
  async function upload(settings, file) {
    const form = new FormData();
    form.append("files[]", file);
    form.append("title", file.name.replace(/\.[^.]*$/, "").slice(0, 255));
    form.append("collection", settings.collection);
    let said;
    try {
      const answer = await fetch(settings.upload, {
        method: "POST",
        body: form,
        headers: {
          "X-Requested-With": "XMLHttpRequest",
          "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value,
        },
      });
      if (answer.status === 403) throw new Error(settings.loggedOut);
      said = await answer.json();
      if (said.success && said.doc_id) return await chosen(settings, said.doc_id);
    } catch (error) {
      if (error.message === settings.loggedOut) throw error;
      said = null;
    }
    throw new Error(said?.error_message ?? settings.failed);
  }

  // Which file goes where: the surest sign of its language decides, and what nothing tells takes the place that is left.
  function distribute(states, free) {
    const places = new Map();
    const waiting = new Set(states);
    const put = (state, language) => {
      places.set(language, state);
      waiting.delete(state);
    };
    for (let sign = 0; sign < 3; sign += 1) {
      for (const state of [...waiting]) {
        const language = state.signs[sign];
        if (free.includes(language) && !places.has(language)) put(state, language);
      }
    }
    for (const state of [...waiting]) put(state, free.find((language) => !places.has(language)));
    return places;
  }

  async function fill(row, files) {
    const settings = settingsOf(row);
    if (files.length === 0) return;
    if (underway.has(row)) {
      const names = files.map((file) => file.name).join(", ");
      underway.get(row).refusals.push(`${settings.stillChecking} ${names}`);
      report(row);
      return;
    }
    const free = choosersOf(row).filter((chooser) => !chooser.getValue());
    if (files.length > free.length) {
      say(row, settings.nothingTaken, [settings.noPlace, settings.onePlace, settings.twoAtMost][free.length]);
      return;
    }
    const told = { refusals: [], checking: "" };
    underway.set(row, told);
    // A file that was chosen meanwhile would leave one of these without a place, and the site with a file too many.
    for (const chooser of free) chooser.chooserElement.inert = true;
    const states = [];
    for (const file of files) {
      told.checking = `${settings.checking} ${file.name}`;
      report(row);
      try {
        // One after another: the server reads one at a time.
        states.push(await upload(settings, file));
      } catch (error) {
        told.refusals.push(`${file.name}: ${error.message}`);
      }
    }
    told.checking = "";
    report(row);
    underway.delete(row);
    for (const chooser of free) chooser.chooserElement.inert = false;
    const places = distribute(states, free.map((chooser) => chooser.opts.language));
    for (const chooser of free) {
      if (places.has(chooser.opts.language)) chooser.setState(places.get(chooser.opts.language));
    }
  }

  async function swap(row) {
    const settings = settingsOf(row);
    const choosers = choosersOf(row);
    const ids = choosers.map((chooser) => chooser.getValue());
    try {
      const states = await Promise.all(ids.map((id) => (id ? chosen(settings, id) : null)));
      choosers.forEach((chooser, index) => chooser.setState(states[1 - index]));
      say(row);
    } catch {
      say(row, settings.failed);
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-swap-files]");
    if (button) swap(button.closest(ROW));
  });

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.matches("[data-drop-files] input")) return;
    const files = [...input.files];
    input.value = "";
    fill(input.closest(ROW), files);
  });

  const emptyRow = (panel) =>
    [...panel.querySelectorAll(ROW)].findLast(
      (row) => !row.closest(".deleted") && row.querySelectorAll("[data-place].blank").length === 2,
    );

  // What is told of files for which there is no row.
  function noticeOf(panel, add) {
    let list = panel.querySelector("[data-said-of-panel]");
    if (!list) {
      list = document.createElement("ul");
      list.dataset.saidOfPanel = "";
      list.role = "status";
      add.before(list);
    }
    return list;
  }

  // Files that fall between the rows fill an empty one, or else a new one, which goes again if it got none of them.
  async function fillBeside(panel, files) {
    const add = panel.querySelector("[id$=-ADD]");
    const notice = noticeOf(panel, add);
    notice.replaceChildren();
    const old = emptyRow(panel);
    if (!old) add.click();
    const row = old ?? emptyRow(panel);
    await fill(row, files);
    if (old || choosersOf(row).some((chooser) => chooser.getValue())) return;
    notice.replaceChildren(...row.querySelector("[data-said]").childNodes);
    row.querySelector("[id$=-DELETE-button]").click();
  }

  const brings = (event) => event.dataTransfer?.types.includes("Files");
  const rowUnder = (event) => {
    const row = event.target.closest?.(ROW);
    return row?.querySelector("[data-drop-files]") ? row : null;
  };
  const panelUnder = (event) => {
    const panel = event.target.closest?.("[data-panel]");
    const model = panel?.querySelector("template[id$=-EMPTY_FORM_TEMPLATE]");
    return model?.content.querySelector("[data-drop-files]") ? panel : null;
  };
  const mark = (target) => {
    for (const other of document.querySelectorAll(".files-above")) other.classList.remove("files-above");
    target?.classList.add("files-above");
  };

  // A file that misses the row must not make the browser leave the page, and what was typed with it.
  document.addEventListener("dragover", (event) => {
    if (!brings(event) || event.defaultPrevented) return;
    event.preventDefault();
    const target = rowUnder(event) ?? panelUnder(event);
    event.dataTransfer.dropEffect = target ? "copy" : "none";
    mark(target);
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) mark(null);
  });
  document.addEventListener("drop", (event) => {
    if (!brings(event) || event.defaultPrevented) return;
    event.preventDefault();
    mark(null);
    const panel = panelUnder(event);
    const row = rowUnder(event);
    const files = [...event.dataTransfer.files];
    if (row) fill(row, files);
    else if (panel) fillBeside(panel, files);
  });
})();
