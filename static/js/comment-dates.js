// Comments tell their day in the language of the browser, with which the language of the admin has nothing to do, and
// Chromium knows no Georgian at all. In figures both languages of the admin can read it. This file comes before theirs.
const ofTheBrowser = Intl.DateTimeFormat;
const IN_FIGURES = {day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23"};

Intl.DateTimeFormat = new Proxy(ofTheBrowser, {
  construct(target, [locales, options]) {
    return Array.isArray(locales) && !locales.length ? new target("de", IN_FIGURES) : new target(locales, options);
  },
});
