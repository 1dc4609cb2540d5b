// What the checker of the editor looks for besides the rules of axe: how a text is written. Their names and their
// words stand in home/content_checks.py. Loaded in the editor and in its preview, after axe itself.

// Alone, these do not say where a link leads; a list of links is all that many users of screen readers hear.
const SAY_NOTHING = new Set([
  "click here", "click", "here", "more", "read more", "see more", "learn more", "details", "link", "this link", "see here", "see",
  "download", "open", "page", "this page",
  "აქ", "დააჭირეთ აქ", "დააჭირე აქ", "დააწკაპუნეთ აქ", "იხილეთ", "იხილეთ აქ", "იხილე აქ", "ნახეთ", "ნახეთ აქ", "ბმული",
  "ბმულზე", "ამ ბმულზე", "ეს ბმული", "იხილეთ ბმული", "იხილეთ ბმულზე", "ლინკი", "ლინკზე", "ვრცლად", "სრულად", "მეტი",
  "მეტის ნახვა", "დაწვრილებით", "წაიკითხეთ", "წაიკითხეთ მეტი", "წაიკითხეთ სრულად", "გადადით", "გადადით ბმულზე",
  "ჩამოტვირთეთ", "ჩამოტვირთვა", "გახსნა", "გვერდი", "ეს გვერდი",
]);
const SENTENCE_OF_CAPITALS = 12; // letters; shorter ones are abbreviations

const words = element => element.textContent.replace(/\s+/g, " ").trim();
const bare = text => text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

const saysWhere = link => {
  const text = words(link);
  return !text || !(SAY_NOTHING.has(bare(text)) || /^(https?:\/\/|www\.)\S+$/i.test(text));
};

function isInSmallLetters(element) {
  const text = [...element.childNodes].map(node => node.nodeType === Node.ELEMENT_NODE && !node.matches("a, b, strong, em, i, span")
    ? " " : node.textContent).join("");
  if (/[\u1c90-\u1cbf]/.test(text)) return false;
  return ![...text.matchAll(/\p{Lu}+(?:[^\p{L}]+\p{Lu}+)+/gu)].some(
    ([run]) => run.replace(/[^\p{L}]/gu, "").length >= SENTENCE_OF_CAPITALS && /\p{Lu}{4}/u.test(run));
}

// A short line in bold that ends like a heading stands for one; then it should be one.
const isNoHeading = paragraph => {
  const text = words(paragraph);
  const bold = [...paragraph.querySelectorAll("b, strong")].map(words).join(" ");
  return !text || text.length > 100 || /[.:;!?…]$/.test(text) || bold.replace(/\s/g, "") !== text.replace(/\s/g, "");
};

const RULES = {
  "link-says-nothing": [".prose a[href]", saysWhere],
  "picture-without-words": ["main figure img", picture => (picture.getAttribute("alt") || "").trim() !== ""],
  "paragraph-as-heading": [".prose p", isNoHeading],
  "table-without-headers": [".prose table", table => table.querySelector("th") !== null],
  "text-in-capitals": ["main :is(h1, h2, h3, h4, p, li, td, th, blockquote, figcaption)", isInSmallLetters],
};

window.axe?.configure({
  checks: Object.entries(RULES).map(([id, [, evaluate]]) => ({id: `check-${id}`, evaluate})),
  rules: Object.entries(RULES).map(([id, [selector]]) => ({
    id, selector, any: [`check-${id}`], impact: "serious", tags: ["best-practice"], enabled: true,
  })),
});
