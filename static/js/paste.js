// Text from Word, LibreOffice or Google Docs that is pasted into a text of a page: its headings, lists, tables and
// quotations become blocks of their own, as they would be written here. What has none of them, and whatever cannot be
// read, is pasted by Wagtail's editor as ever.

(() => {
  const said = document.currentScript.dataset;
  // What the blocks take: see bilingual/blocks.py.
  const LONGEST_HEADING = 160;
  const LONGEST_ITEM = 500;

  const NO_TEXT = "style, script, meta, link, title, xml, del, template, .MsoCommentReference, .msocomanchor";
  const HIDDEN = /mso-element:comment-list|mso-hide:all|display:none/;
  const MARKER = /mso-list:ignore/;
  const MEMBER = /mso-list:(l\d+)level(\d+)/;
  const HEADING = "h1, h2, h3, h4, h5, h6, [role=heading], .MsoTitle";
  const QUOTATION = "blockquote, .MsoQuote, .MsoIntenseQuote";
  const APART = `p, div, section, article, ul, ol, li, table, tr, td, th, hr, ${HEADING}, ${QUOTATION}`;
  const PICTURE = "img, picture, svg, object, v\\:shape, v\\:imagedata";

  const styleOf = (element) => (element.getAttribute("style") ?? "").toLowerCase().replace(/\s/g, "");
  const isMarker = (node) => node.nodeType === Node.ELEMENT_NODE && MARKER.test(styleOf(node));

  // --- The words: runs of one look. ---

  function lookOf(element, around) {
    const style = styleOf(element);
    const look = { ...around };
    // Google Docs wraps all that it copies in a <b> that is not bold.
    const weight = style.match(/(?:^|;)font-weight:(\w+)/)?.[1];
    if (weight) look.bold = weight === "bold" || Number(weight) >= 600;
    else if (element.matches("b, strong")) look.bold = true;
    const slant = style.match(/(?:^|;)font-style:(\w+)/)?.[1];
    if (slant) look.italic = slant === "italic";
    else if (element.matches("i, em")) look.italic = true;
    const href = element.matches("a[href]") ? element.getAttribute("href").trim() : "";
    if (/^(https?:\/\/|mailto:|tel:)/i.test(href)) look.url = href;
    return look;
  }

  class Reader {
    constructor() {
      this.pieces = [];
      this.notes = new Set();
      this.loose = []; // runs of a paragraph that is not yet complete
    }

    isLeftOut(element) {
      if (element.matches(PICTURE)) this.notes.add("pictures");
      return element.matches(`${NO_TEXT}, ${PICTURE}`) || HIDDEN.test(styleOf(element));
    }

    runs(node, look = {}, except = () => false) {
      if (node.nodeType === Node.TEXT_NODE) return [{ ...look, text: node.data.replace(/[ \t\r\n]+/g, " ") }];
      if (node.nodeType !== Node.ELEMENT_NODE || except(node) || this.isLeftOut(node)) return [];
      if (node.matches("br")) return [{ ...look, text: "\n" }];
      const inner = lookOf(node, look);
      const found = [...node.childNodes].flatMap((child) => this.runs(child, inner, except));
      return node.matches(APART) ? [{ text: "\n" }, ...found, { text: "\n" }] : found;
    }

    // Blocks that take no links: the address of a link follows its words.
    plain(runs) {
      const links = [];
      for (const run of tidy(runs)) {
        if (links.length && links.at(-1).url === run.url) links.at(-1).text += run.text;
        else links.push({ url: run.url, text: run.text });
      }
      return links
        .map(({ url, text }) => {
          const address = url.replace(/^(mailto|tel):/i, "");
          if (text.includes(address)) return text;
          this.notes.add("addresses");
          return text.replace(/\s*$/, (space) => ` (${address})${space}`);
        })
        .join("");
    }

    line(runs) {
      return this.plain(runs).replaceAll("\n", " ");
    }

    // --- What the words stand in. ---

    read(parent, look = {}) {
      for (const node of parent.childNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE) this.loose.push(...this.runs(node, look));
        else if (!this.isLeftOut(node)) this.element(node, look);
      }
    }

    element(element, look) {
      const member = styleOf(element).match(MEMBER);
      if (!element.matches(APART) && !element.querySelector(APART)) {
        this.loose.push(...this.runs(element, look));
        return;
      }
      this.flush();
      if (element.matches(HEADING)) this.heading(element);
      else if (element.matches("ul, ol")) this.list(element);
      else if (element.matches("table")) this.table(element);
      else if (element.matches(QUOTATION)) this.quotation(element);
      else if (member && element.matches("p, div")) this.member(element, member);
      else this.read(element, lookOf(element, look));
      this.flush();
    }

    flush() {
      const runs = tidy(this.loose);
      this.loose = [];
      if (runs.length) this.paragraph(runs);
    }

    paragraph(runs) {
      if (this.pieces.at(-1)?.type !== "paragraph") this.pieces.push({ type: "paragraph", paragraphs: [] });
      this.pieces.at(-1).paragraphs.push(runs);
    }

    heading(element) {
      const runs = this.runs(element);
      const text = this.line(runs);
      if (text.length > LONGEST_HEADING) this.paragraph(tidy(runs));
      else if (text) this.pieces.push({ type: "heading", text, level: levelOf(element) });
    }

    list(element) {
      const first = Number(element.getAttribute("start") ?? 1);
      const list = { type: "listing", numbered: element.matches("ol"), first, items: [] };
      this.gather(element, list);
      if (list.items.length) this.pieces.push(list);
    }

    // A list within a list lies in one of its items or, with Google Docs, between them.
    gather(element, list) {
      for (const child of element.children) {
        if (child.matches("ul, ol")) {
          this.notes.add("levels");
          this.gather(child, list);
        } else if (child.matches("li")) {
          const runs = tidy(this.runs(child, {}, (node) => node.matches("ul, ol") || isMarker(node)));
          if (runs.length) list.items.push(runs);
          for (const inner of child.querySelectorAll("ul, ol")) {
            if (inner.parentElement.closest("li") !== child) continue;
            this.notes.add("levels");
            this.gather(inner, list);
          }
        }
      }
    }

    // Word writes a list as paragraphs that say which one they belong to.
    member(element, [, list, level]) {
      const runs = tidy(this.runs(element, {}, isMarker));
      if (!runs.length) return;
      const marker = [...element.querySelectorAll("[style]")].find(isMarker)?.textContent.trim() ?? "";
      const numbered = /^\(?[\p{L}\p{N}]{1,5}[.)]/u.test(marker);
      const last = this.pieces.at(-1);
      if (Number(level) > 1) this.notes.add("levels");
      if (last?.of === list && (last.numbered === numbered || level > 1)) last.items.push(runs);
      else {
        const first = numbered ? numberOf(marker) : 1;
        this.pieces.push({ type: "listing", of: list, numbered, first, items: [runs] });
      }
    }

    quotation(element) {
      const text = this.plain(this.runs(element)).replace(/^[„“"«]+|[“”"»]+$/g, "");
      if (text) this.pieces.push({ type: "quote", text });
    }

    table(element) {
      const rows = [...element.rows].filter((row) => row.closest("table") === element);
      const cells = rows.flatMap((row) => [...row.cells]);
      // A frame around a text is no table.
      if (cells.length === 1) {
        this.read(cells[0]);
        return;
      }
      const grid = rows.map(() => []);
      rows.forEach((row, place) => {
        let column = 0;
        for (const cell of row.cells) {
          while (grid[place][column] !== undefined) column += 1;
          if (cell.colSpan > 1 || cell.rowSpan > 1) this.notes.add("merged");
          for (let down = 0; down < cell.rowSpan && grid[place + down]; down += 1) {
            for (let across = 0; across < cell.colSpan; across += 1) grid[place + down][column + across] = "";
          }
          grid[place][column] = this.plain(this.runs(cell));
        }
      });
      const width = Math.max(0, ...grid.map((row) => row.length));
      const data = grid.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ""));
      const filled = data.filter((row) => row.some(Boolean));
      const caption = element.caption ? this.line(this.runs(element.caption)) : "";
      if (filled.length) this.pieces.push({ type: "table", data: filled, caption });
    }
  }

  const levelOf = (element) => Number(element.getAttribute("aria-level") ?? element.tagName.match(/^H(\d)$/)?.[1] ?? 1);
  // Of "3." it is 3; letters begin at their beginning.
  const numberOf = (marker) => Number(marker.match(/\d+/)?.[0] ?? 1);

  // One space between words, none at the ends of lines, no empty lines; neighbours of one look are one run.
  function tidy(runs) {
    const kept = [];
    const isAt = (pattern) => pattern.test(kept.at(-1)?.text ?? "\n");
    for (const { text, bold = false, italic = false, url = "" } of runs) {
      for (const letter of text) {
        if (letter === "\n" && isAt(/[^\S\n]/)) kept.pop();
        if (/\s/.test(letter) && isAt(letter === "\n" ? /\n/ : /\s/)) continue;
        kept.push({ text: letter, bold, italic, url });
      }
    }
    while (kept.length && isAt(/\s/)) kept.pop();
    const joined = [];
    for (const letter of kept) {
      const last = joined.at(-1);
      const alike = last && ["bold", "italic", "url"].every((name) => last[name] === letter[name]);
      if (alike) last.text += letter.text;
      else joined.push(letter);
    }
    return joined;
  }

  // A list that does not begin at one, or has an item longer than a list takes, keeps its signs as paragraphs.
  function asParagraphs({ numbered, first, items }) {
    const signs = items.map((_, place) => (numbered ? `${first + place}. ` : "– "));
    return { type: "paragraph", paragraphs: items.map((runs, place) => [{ text: signs[place] }, ...runs]) };
  }

  function understand(html) {
    const reader = new Reader();
    reader.read(new DOMParser().parseFromString(html, "text/html").body);
    reader.flush();
    const highest = Math.min(...reader.pieces.filter(({ type }) => type === "heading").map(({ level }) => level));
    const pieces = [];
    for (let piece of reader.pieces) {
      if (piece.type === "heading") piece.level = piece.level === highest ? "2" : "3";
      if (piece.type === "listing") {
        const lines = piece.items.map((runs) => reader.line(runs));
        const fits = piece.first === 1 && lines.every((line) => line.length <= LONGEST_ITEM);
        piece = fits ? { ...piece, lines } : asParagraphs(piece);
      }
      const last = pieces.at(-1);
      if (piece.type === "paragraph" && last?.type === "paragraph") last.paragraphs.push(...piece.paragraphs);
      else pieces.push(piece);
    }
    return { pieces, notes: reader.notes };
  }

  // --- The blocks. ---

  // As Draftail keeps its text.
  function rawOf(paragraphs) {
    const entityMap = {};
    const blocks = paragraphs.map((runs) => {
      const block = { text: "", type: "unstyled", depth: 0, inlineStyleRanges: [], entityRanges: [] };
      for (const { text, bold, italic, url } of runs) {
        const range = { offset: block.text.length, length: text.length };
        if (bold) block.inlineStyleRanges.push({ ...range, style: "BOLD" });
        if (italic) block.inlineStyleRanges.push({ ...range, style: "ITALIC" });
        const last = block.entityRanges.at(-1);
        if (url && last?.offset + last?.length === range.offset && entityMap[last.key].data.url === url) {
          last.length += range.length; // a link of several looks
        } else if (url) {
          const key = Object.keys(entityMap).length;
          entityMap[key] = { type: "LINK", mutability: "MUTABLE", data: { url } };
          block.entityRanges.push({ ...range, key });
        }
        block.text += text;
      }
      return block;
    });
    return { blocks, entityMap };
  }

  const VALUES = {
    paragraph: ({ paragraphs }) => JSON.stringify(rawOf(paragraphs)),
    heading: ({ text, level }) => ({ text, level }),
    listing: ({ lines, numbered }) => ({ items: lines.map((value) => ({ value })), numbered }),
    quote: ({ text }) => ({ text, source: "" }),
    table: ({ data, caption }) => ({
      data,
      cell: [],
      mergeCells: [],
      first_row_is_table_header: true,
      first_col_is_header: false,
      table_header_choice: "row",
      table_caption: caption,
    }),
  };

  // Without the empty lines at which it was parted from the other half.
  function half(state, isFirst) {
    const blocks = state.getCurrentContent().getBlocksAsArray();
    const isEmpty = (block) => !block || !block.getText().trim();
    while (blocks.length && isEmpty(isFirst ? blocks.at(-1) : blocks[0])) isFirst ? blocks.pop() : blocks.shift();
    if (!blocks.length) return null;
    const { ContentState, EditorState } = window.DraftJS;
    return EditorState.push(state, ContentState.createFromBlockArray(blocks), "remove-range");
  }

  function parted(state) {
    const { EditorState, Modifier } = window.DraftJS;
    const selection = state.getSelection();
    const here = selection.isCollapsed()
      ? state
      : EditorState.push(state, Modifier.removeRange(state.getCurrentContent(), selection, "backward"), "remove-range");
    const { stateBefore, stateAfter, shouldMoveCommentFn } = window.draftail.splitState(here);
    return { before: half(stateBefore, true), after: half(stateAfter, false), moves: shouldMoveCommentFn };
  }

  // Puts the pieces where the caret stands, and returns what takes them away again.
  function put(sequence, child, pieces) {
    const { widget } = child.block;
    const state = widget.getState();
    const { before, after, moves } = parted(state);
    let place = child.index + 1;
    const added = [];
    if (before && after) {
      child.split(before, after, moves);
      added.push(sequence.children[place]);
    } else if (before || after) {
      widget.setState(before ?? after);
      if (after) place = child.index;
    }
    const first = place;
    for (const piece of pieces) {
      const block = { type: piece.type, value: VALUES[piece.type](piece), id: crypto.randomUUID?.() };
      added.push(sequence.insert(block, place));
      place += 1;
    }
    if (!before && !after) child.delete();
    return () => {
      for (const one of added) if (sequence.children.includes(one)) one.delete();
      if (sequence.children.includes(child)) widget.setState(state);
      else sequence.insert({ type: "paragraph", value: state, id: child.id }, Math.min(first - 1, sequence.children.length));
    };
  }

  let offered; // what can still be undone

  function tell(sequence, notes, undo) {
    document.querySelector("[data-pasted]")?.remove();
    const told = document.createElement("div");
    told.className = "pasted";
    told.dataset.pasted = "";
    told.setAttribute("role", "status");
    sequence.element.before(told);
    const words = document.createElement("ul");
    for (const note of notes) words.append(Object.assign(document.createElement("li"), { textContent: said[note] }));
    const button = (label, press) => {
      const made = Object.assign(document.createElement("button"), { type: "button", textContent: label });
      made.className = "button button-small button-secondary";
      made.addEventListener("click", press);
      told.append(made);
      return made;
    };
    told.append(words);
    offered = undo && {
      sequence,
      button: button(said.undo, () => offered.take()),
      take() {
        undo();
        told.remove();
        offered = undefined;
      },
    };
    button(said.close, () => told.remove());
  }

  // Whoever goes on writing has accepted what was pasted.
  document.addEventListener("beforeinput", (event) => {
    if (!offered?.sequence.element.contains(event.target)) return;
    offered.button.remove();
    offered = undefined;
  });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.code !== "KeyZ" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      if (!offered?.sequence.element.contains(event.target)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      offered.take();
    },
    true,
  );

  function bodyAround(target) {
    for (let element = target; element; element = element.parentElement) if (element.rootBlock) return element.rootBlock;
    return null;
  }

  document.addEventListener(
    "paste",
    (event) => {
      const html = event.clipboardData?.getData("text/html");
      const sequence = html && bodyAround(event.target);
      const child = sequence?.children?.find((one) => one.element.contains(event.target));
      if (child?.type !== "paragraph") return;
      let found;
      try {
        found = understand(html);
      } catch (error) {
        console.warn(error);
        return;
      }
      const { pieces, notes } = found;
      if (pieces.every(({ type }) => type === "paragraph")) {
        if (notes.has("pictures")) tell(sequence, ["pictures"]);
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      tell(sequence, ["blocks", ...notes], put(sequence, child, pieces));
    },
    true,
  );
})();
