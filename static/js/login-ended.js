// A login may end while a form is open: after its time, or because somebody logged out in another window. A form that is
// sent then would be lost. So the page asks from time to time, says so, holds the form back until somebody has logged in
// again, and gives it the signature of the new login.

(() => {
  const said = document.currentScript.dataset;
  const OFTEN = 60_000; // milliseconds
  let login; // by which the page knows whose login its forms are signed for; undefined where nobody is logged in
  let asked = 0;
  let notice;

  async function ask() {
    if (document.hidden) return;
    asked = Date.now();
    let answer;
    try {
      answer = await fetch(said.address, { redirect: "manual", cache: "no-store" });
    } catch {
      return; // the network is away, which tells nothing of the login
    }
    if (answer.ok) {
      const now = await answer.json();
      if (login && login !== now.login) sign(now.token);
      login = now.login;
      notice?.remove();
      notice = undefined;
    } else if (answer.type === "opaqueredirect" && login && !notice) {
      notice = tell();
    }
  }

  function sign(token) {
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
    if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = token;
  }

  // Wagtail's button says that it works as soon as it is pressed.
  function free() {
    for (const button of document.querySelectorAll("[data-w-progress-loading-value=true]")) {
      button.setAttribute("data-w-progress-loading-value", "false");
    }
  }

  function tell() {
    const told = document.createElement("div");
    told.className = "login-ended";
    told.setAttribute("role", "alert");
    const way = document.createElement("a");
    Object.assign(way, { href: said.login, target: "_blank", rel: "noopener", textContent: said.way });
    told.append(said.words, " ", way);
    document.body.prepend(told);
    return told;
  }

  document.addEventListener(
    "submit",
    (event) => {
      if (!notice) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      setTimeout(free, 100);
      notice.querySelector("a").focus();
    },
    true,
  );
  document.addEventListener("visibilitychange", ask);
  window.addEventListener("focus", ask);
  document.addEventListener("focusin", () => Date.now() - asked > OFTEN / 4 && ask());
  setInterval(ask, OFTEN);
  ask();
})();
