// Below the texts for search engines stands how long they are while somebody types. Without this script the help text
// of the field says the same in general.

(() => {
  const ADVICE = "[data-length-advice]";

  function advise(advice) {
    const field = document.querySelector(`[name="${CSS.escape(advice.dataset.lengthAdvice)}"]`);
    if (!field) return;
    // Letters as people count them, not code units.
    const number = [...field.value.trim()].length;
    const most = Number(advice.dataset.most);
    const words = number > most ? advice.dataset.long : advice.dataset.fits;
    advice.textContent = words.replace("{number}", number).replace("{most}", most);
    advice.classList.toggle("too-long", number > most);
    advice.hidden = number === 0;
  }

  document.addEventListener("input", (event) => {
    const name = event.target.name;
    const advice = name && document.querySelector(`[data-length-advice="${CSS.escape(name)}"]`);
    if (advice) advise(advice);
  });

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(ADVICE).forEach(advise));
})();
