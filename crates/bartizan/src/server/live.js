// Follows the model: shows the report anew when it changes, what is wrong over it, and takes answers and decisions.
// Everything from the model is put in place as text.
"use strict";

(() => {
  const byId = (id) => document.getElementById(id);
  const frame = byId("report");
  let state = null;
  let page = 0;
  let picture = 0;
  let turns = 0;
  let scrolled = null;
  let list = null;

  // Elements

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "onclick" || name === "onsubmit") element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value != null) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  const button = (text, onclick) => make("button", { type: "button", onclick }, text);

  function say(text, isWrong) {
    byId("said").textContent = text;
    byId("said").className = isWrong ? "wrong" : "";
  }

  // The server

  function standing(what, text) {
    document.body.dataset.standing = what;
    byId("standing").textContent = text;
  }

  function connect() {
    const events = new EventSource("events");
    events.addEventListener("message", (event) => follow(JSON.parse(event.data)));
    events.addEventListener("error", () => {
      standing("gone", "not connected: bartizan serve has ended, or is busy");
      if (events.readyState === EventSource.CLOSED) setTimeout(connect, 2000);
    });
  }

  function follow(event) {
    const isNew = event.page !== page;
    const isAhead = !isNew && event.picture !== picture;
    page = event.page;
    picture = event.picture;
    if (isNew) showPage();
    else if (isAhead) showPicture();
    const time = new Date().toLocaleTimeString();
    if (event.trouble === null) standing("live", isNew ? "live, last change at " + time : "live");
    else standing("trouble", "the model cannot be read");
    byId("why").textContent = event.trouble || "";
    byId("trouble").hidden = event.trouble === null;
    if (event.page > 0 && !isAhead) refresh();
  }

  // The diagram is there before the page that has it, and shows at once. Who looks at what only the report's own script can
  // draw waits for the page.
  async function showPicture() {
    const inside = frame.contentDocument;
    const old = inside && inside.querySelector("#stage svg");
    if (!old || inside.documentElement.matches(".severities, .panel-open") || old.matches(".dimming")) return;
    const response = await fetch("picture");
    const text = response.ok ? await response.text() : "";
    const next = new DOMParser().parseFromString(text, "text/html").querySelector("svg");
    // The page itself may have come meanwhile.
    if (!next || frame.contentDocument !== inside || !old.isConnected) return;
    const kept = frame.contentWindow.sessionStorage.getItem("bartizan:" + inside.body.dataset.name);
    if (kept && JSON.parse(kept).view) next.setAttribute("viewBox", old.getAttribute("viewBox"));
    next.setAttribute("preserveAspectRatio", "xMidYMid meet");
    old.replaceWith(next);
  }

  // Scripts of the report keep zoom, selection and filters; where it was scrolled to is kept here.
  function showPage() {
    if (!frame.hasAttribute("src")) {
      frame.src = "report";
      return;
    }
    const { scrollX, scrollY } = frame.contentWindow;
    // A page that has not come yet is not scrolled yet.
    scrolled ||= { left: scrollX, top: scrollY, behavior: "instant" };
    frame.contentWindow.location.reload();
  }

  frame.addEventListener("load", () => {
    const inside = frame.contentDocument;
    if (!inside || !frame.hasAttribute("src")) return;
    document.title = (inside.title || "Threat model") + ", live";
    // The browser would go back to where a page was left, even to the top of one that had not come.
    frame.contentWindow.history.scrollRestoration = "manual";
    if (scrolled) frame.contentWindow.scrollTo(scrolled);
    scrolled = null;
    // The frame shows the report and nothing else.
    for (const link of inside.querySelectorAll('a[href^="http"]')) {
      link.target = "_blank";
      link.rel = "noreferrer";
    }
    markQuestions(inside);
  });

  async function refresh() {
    const turn = ++turns;
    const response = await fetch("state");
    if (!response.ok) return;
    const next = await response.json();
    // Who is overtaken by a later one has old news.
    if (turn !== turns) return;
    state = next;
    byId("show-questions").textContent = "Questions (" + state.questions.length + ")";
    byId("show-findings").textContent = "Findings (" + state.findings.length + ")";
    draw();
  }

  // Orders are made from what the item showed: the version is the one that it was drawn from.
  async function send(item, path, content) {
    say("writing");
    let response;
    try {
      response = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ version: item.version, ...content }),
      });
    } catch {
      say("bartizan serve cannot be reached; nothing was written", true);
      return;
    }
    if (response.ok) {
      item.isDone = true;
      say("written");
    } else {
      // Whoever knows that there is another version may go on from it.
      item.isWarned = response.status === 409;
      say(await response.text(), true);
    }
    await refresh();
  }

  // Questions

  const CERTAIN = [["Yes", "yes"], ["No", "no"]];
  const OTHERWISE = [["N/A", "n/a"], ["Don't know", "d"]];

  function choices(item, question, on) {
    const { attribute, about } = question;
    const answer = (answer) => send(item, "answer", { attribute, about, on, answer });
    const fixed = question.kind === "flag" ? CERTAIN : [];
    const buttons = [...fixed, ...OTHERWISE].map(([text, word]) => button(text, () => answer(word)));
    if (question.kind !== "flag") buttons.unshift(field(question, answer));
    return make("div", { class: "buttons", role: "group", "aria-label": question.question }, ...buttons);
  }

  function field(question, answer) {
    const input = question.kind === "member"
      ? make("select", { "aria-label": "Answer" }, ...question.choices.map((choice) => make("option", {}, choice)))
      : make("input", { "aria-label": "Answer", required: true, size: "12" });
    const onsubmit = (event) => {
      event.preventDefault();
      answer(input.value);
    };
    return make("form", { class: "buttons", onsubmit }, input, make("button", {}, "Answer"));
  }

  const questionKey = (asked) => asked.attribute + "@" + asked.on.map((one) => one.id).join(",");

  function question(asked) {
    const item = make("div", { class: "item", tabindex: "-1" });
    const worth = asked.assumed > 0 ? "decides " + asked.assumed : "could bring " + asked.possible;
    item.append(
      make("p", {}, asked.question),
      make("p", { class: "soft" }, worth + (asked.assumed + asked.possible === 1 ? " finding" : " findings")),
      choices(item, asked, asked.on.map((one) => one.id)),
    );
    if (asked.on.length > 1) {
      const each = asked.on.map((one) => make("div", {}, make("p", {}, one.question), choices(item, asked, [one.id])));
      item.append(make("details", {}, make("summary", {}, "one by one"), ...each));
    }
    return item;
  }

  // Questions that the report lists lead to where they are answered.
  function markQuestions(inside) {
    const seen = new Map();
    for (const asked of inside.querySelectorAll("[data-question]")) {
      const attribute = asked.dataset.question;
      const at = seen.get(attribute) || 0;
      seen.set(attribute, at + 1);
      const link = inside.createElement("button");
      link.type = "button";
      link.textContent = "Answer";
      link.addEventListener("click", (event) => {
        event.preventDefault();
        showQuestion(attribute, at);
      });
      // Beside the question and not inside: what unfolds may hold nothing else to press.
      link.style.cssText = "float: right; margin: 0.2rem 0.4rem";
      const sentence = asked.querySelector("summary") || asked;
      link.setAttribute("aria-label", "Answer: " + sentence.textContent.trim());
      asked.prepend(link);
    }
  }

  // Several questions may ask for one attribute, of elements and of flows.
  function showQuestion(attribute, at) {
    show("questions");
    const items = [...byId("list").children].filter((item) => (item.key || "").startsWith(attribute + "@"));
    const item = items[at] || items[0];
    if (!item) return;
    item.scrollIntoView({ block: "center" });
    item.querySelector("button, input, select").focus();
  }

  // Findings

  function finding(found) {
    const item = make("div", { class: "item", tabindex: "-1" }, ...about(found));
    const decide = make("div", {}, button(found.decision ? "Decide anew" : "Decide", () => {
      decide.replaceChildren(form(item, found));
      decide.querySelector("select").focus();
    }));
    item.append(decide);
    return item;
  }

  function about(found) {
    const parts = [
      make("p", {}, make("strong", {}, found.id), " ", found.title),
      make("p", { class: "soft" }, [found.severity, found.verdict, found.target].filter(Boolean).join(", ")),
    ];
    if (found.decision) {
      const { status, because, until } = found.decision;
      parts.push(make("p", {}, status + ": " + because + (until ? " (until " + until + ")" : "")));
    }
    return parts;
  }

  function form(item, found) {
    const labelled = (text, input) => make("label", {}, text, input);
    const given = found.decision || {};
    const input = (name, attributes) => make("input", { name, value: given[name], ...attributes });
    const status = make("select", { name: "status" }, ...state.statuses.map((status) => make("option", {}, status)));
    if (given.status) status.value = given.status;
    const decide = (more) => send(item, "decide", { wish: { id: found.id, ...more } });
    const onsubmit = (event) => {
      event.preventDefault();
      const filled = [...new FormData(event.target)].filter(([, text]) => text !== "");
      decide(Object.fromEntries(filled));
    };
    const buttons = [make("button", {}, "Write it down"), button("Leave it", () => leave(item))];
    if (given.isOwn) buttons.push(button("Take it back", () => decide({ remove: true })));
    return make(
      "form",
      { onsubmit, "data-decision": true, "aria-label": "Decision about " + found.id },
      labelled("Status", status),
      labelled("Because", input("because", { required: true })),
      labelled("Owner", input("owner", {})),
      labelled("Ticket", input("ticket", {})),
      labelled("Until", input("until", { type: "date" })),
      make("div", { class: "buttons" }, ...buttons),
    );
  }

  // The form goes, and whatever came meanwhile shows.
  function leave(item) {
    item.isDone = true;
    draw();
  }

  // The panel

  const LISTS = {
    questions: { title: "Questions", file: "answers", make: question, key: questionKey },
    findings: { title: "Findings", file: "decisions", make: finding, key: (found) => found.id },
  };
  const versionOf = (name) => state[LISTS[name].file].version;

  // What somebody is about to say is not taken away.
  function isBusy(item) {
    if (item.isDone) return false;
    const isBegun = (field) => field === document.activeElement || (field.matches("input") && field.value !== field.defaultValue);
    return Boolean(item.querySelector("[data-decision]")) || [...item.querySelectorAll("input, select")].some(isBegun);
  }

  // The item of a thing: the one that there is, while it says the same or somebody is busy with it.
  function itemOf(thing, old) {
    const { make, key } = LISTS[list];
    const content = JSON.stringify(thing);
    const isSame = old && old.content === content && !old.isDone;
    if (old && !isSame && isBusy(old)) {
      // What others decided shows above the form.
      if (list === "findings") old.replaceChildren(...about(thing), old.lastElementChild);
      if (old.isWarned && old.version !== versionOf(list)) Object.assign(old, { version: versionOf(list), isWarned: false });
      return old;
    }
    const item = isSame ? old : make(thing);
    return Object.assign(item, { key: key(thing), content, version: versionOf(list) });
  }

  // Only what changes is touched, so that the focus stays where it is.
  function place(items) {
    const holder = byId("list");
    const kept = new Set(items);
    for (const child of [...holder.children]) if (!kept.has(child)) child.remove();
    items.forEach((item, at) => {
      if (holder.children[at] !== item) holder.insertBefore(item, holder.children[at] || null);
    });
  }

  function draw() {
    byId("panel").hidden = list === null;
    for (const name of Object.keys(LISTS)) byId("show-" + name).setAttribute("aria-expanded", list === name);
    if (list === null || state === null) return;
    byId("panel-title").textContent = LISTS[list].title;
    const before = [...byId("list").children];
    const focused = document.activeElement;
    const focusedAt = before.findIndex((item) => item.contains(focused));
    const known = new Map(before.map((item) => [item.key, item]));
    const items = state[list].map((thing) => itemOf(thing, known.get(LISTS[list].key(thing))));
    // What somebody is busy with stays where it is, whatever becomes of it.
    before.forEach((item, at) => {
      if (!item.key || !isBusy(item)) return;
      const now = items.indexOf(item);
      if (now >= 0) items.splice(now, 1);
      items.splice(at, 0, item);
    });
    const left = state.left[list];
    if (left > 0) items.push(make("p", { class: "item" }, left + " more: bartizan check lists them."));
    place(items.length > 0 ? items : [make("p", { class: "item" }, "There is nothing open here.")]);
    if (focusedAt < 0 || document.activeElement === focused) return;
    // What had the focus stands elsewhere now, or is gone. Then what took its place has it as a whole, and not its first
    // button: a key that is held down would press that.
    const next = items[Math.min(focusedAt, items.length - 1)] || byId("panel-title");
    (focused.isConnected ? focused : next).focus({ preventScroll: focused.isConnected });
  }

  function show(name) {
    if (list !== name) byId("list").replaceChildren();
    const shown = list;
    list = name;
    say("");
    draw();
    if (name !== null) byId("panel-title").focus();
    else if (shown !== null) byId("show-" + shown).focus();
  }

  for (const name of Object.keys(LISTS)) {
    byId("show-" + name).addEventListener("click", () => show(list === name ? null : name));
  }
  byId("close-panel").addEventListener("click", () => show(null));

  function lookBelow() {
    byId("trouble").hidden = true;
    frame.focus();
  }
  byId("look-below").addEventListener("click", lookBelow);

  // Escape leaves what one is in: a form, what is wrong, the panel.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const item = [...byId("list").children].find((item) => item.contains(event.target));
    if (item && event.target.closest("[data-decision]")) leave(item);
    else if (!byId("trouble").hidden && !byId("panel").contains(event.target)) lookBelow();
    else if (list !== null) show(null);
  });
  connect();
})();
