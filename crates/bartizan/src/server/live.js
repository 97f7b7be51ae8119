// Follows the model: shows the report anew when it changes, what is wrong over it, and takes answers and decisions.
// Everything from the model is put in place as text.
"use strict";

(() => {
  const byId = (id) => document.getElementById(id);
  const frame = byId("report");
  let state = null;
  let page = 0;
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
    if (isNew) showPage();
    page = event.page;
    const time = new Date().toLocaleTimeString();
    if (event.trouble === null) standing("live", isNew ? "live, last change at " + time : "live");
    else standing("trouble", "the model cannot be read");
    byId("why").textContent = event.trouble || "";
    byId("trouble").hidden = event.trouble === null;
    if (event.page > 0) refresh();
  }

  // Scripts of the report keep zoom, selection and filters; where it was scrolled to is kept here.
  function showPage() {
    if (!frame.hasAttribute("src")) {
      frame.src = "report";
      return;
    }
    const { scrollX, scrollY } = frame.contentWindow;
    frame.addEventListener("load", () => frame.contentWindow.scrollTo(scrollX, scrollY), { once: true });
    frame.contentWindow.location.reload();
  }

  frame.addEventListener("load", () => {
    const inside = frame.contentDocument;
    if (!inside || !frame.hasAttribute("src")) return;
    document.title = (inside.title || "Threat model") + ", live";
    // The frame shows the report and nothing else.
    for (const link of inside.querySelectorAll('a[href^="http"]')) {
      link.target = "_blank";
      link.rel = "noreferrer";
    }
    markQuestions(inside);
  });

  async function refresh() {
    const response = await fetch("state");
    if (!response.ok) return;
    state = await response.json();
    byId("show-questions").textContent = "Questions (" + state.questions.length + ")";
    byId("show-findings").textContent = "Findings (" + state.findings.length + ")";
    draw();
  }

  async function send(path, content) {
    say("writing");
    document.activeElement.blur();
    let response;
    try {
      response = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(content),
      });
    } catch {
      say("bartizan serve cannot be reached; nothing was written", true);
      return;
    }
    if (response.ok) say("written");
    else say(await response.text(), true);
    await refresh();
  }

  // Questions

  const CERTAIN = [["Yes", "yes"], ["No", "no"]];
  const OTHERWISE = [["N/A", "n/a"], ["Don't know", "d"]];

  function choices(question, on) {
    // The version that this was made from, not one that came since.
    const { version } = state.answers;
    const { attribute, about } = question;
    const answer = (answer) => send("answer", { version, attribute, about, on, answer });
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

  function question(asked) {
    const ids = asked.on.map((one) => one.id);
    const worth = asked.assumed > 0 ? "decides " + asked.assumed : "could bring " + asked.possible;
    const parts = [
      make("p", {}, asked.question),
      make("p", { class: "soft" }, worth + (asked.assumed + asked.possible === 1 ? " finding" : " findings")),
      choices(asked, ids),
    ];
    if (asked.on.length > 1) {
      const each = asked.on.map((one) => make("div", {}, make("p", {}, one.question), choices(asked, [one.id])));
      parts.push(make("details", {}, make("summary", {}, "one by one"), ...each));
    }
    return make("div", { class: "item", "data-question": asked.attribute + "@" + ids.join(",") }, ...parts);
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
      (asked.querySelector("summary") || asked).append(" ", link);
    }
  }

  // Several questions may ask for one attribute, of elements and of flows.
  function showQuestion(attribute, at) {
    list = "questions";
    draw();
    const items = [...byId("list").children].filter((item) => (item.dataset.question || "").startsWith(attribute + "@"));
    const item = items[at] || items[0];
    if (!item) return;
    item.scrollIntoView();
    item.querySelector("button, input, select").focus();
  }

  // Findings

  function finding(found) {
    const decided = found.decision;
    const item = make(
      "div",
      { class: "item", "data-finding": found.id },
      make("p", {}, make("strong", {}, found.id), " ", found.title),
      make("p", { class: "soft" }, [found.severity, found.verdict, found.target].filter(Boolean).join(", ")),
    );
    if (decided) {
      const until = decided.until ? " (until " + decided.until + ")" : "";
      item.append(make("p", {}, decided.status + ": " + decided.because + until));
    }
    const open = button(decided ? "Decide anew" : "Decide", () => {
      open.remove();
      item.append(form(found));
      item.querySelector("select").focus();
    });
    item.append(open);
    return item;
  }

  function form(found) {
    const labelled = (text, input) => make("label", {}, text, input);
    const given = found.decision || {};
    const input = (name, attributes) => make("input", { name, value: given[name], ...attributes });
    const status = make("select", { name: "status" }, ...state.statuses.map((status) => make("option", {}, status)));
    if (given.status) status.value = given.status;
    const { version } = state.decisions;
    const decide = (more) => send("decide", { version, wish: { id: found.id, ...more } });
    const onsubmit = (event) => {
      event.preventDefault();
      const filled = [...new FormData(event.target)].filter(([, text]) => text !== "");
      decide(Object.fromEntries(filled));
    };
    const buttons = [make("button", {}, "Write it down")];
    if (given.isOwn) buttons.push(button("Take it back", () => decide({ remove: true })));
    return make(
      "form",
      { onsubmit },
      labelled("Status", status),
      labelled("Because", input("because", { required: true })),
      labelled("Owner", input("owner", {})),
      labelled("Ticket", input("ticket", {})),
      labelled("Until", input("until", { type: "date" })),
      make("div", { class: "buttons" }, ...buttons),
    );
  }

  // The panel

  const LISTS = {
    questions: () => state.questions.map(question),
    findings: () => state.findings.map(finding),
  };

  // What somebody is about to say is not taken away.
  const isTyping = () => byId("list").contains(document.activeElement) && document.activeElement.matches("input, select");

  function draw() {
    byId("panel").hidden = list === null;
    for (const name of Object.keys(LISTS)) byId("show-" + name).setAttribute("aria-expanded", list === name);
    if (list === null || state === null || isTyping()) return;
    const items = LISTS[list]();
    const left = state.left[list];
    if (left > 0) items.push(make("p", { class: "item" }, left + " more: bartizan check lists them."));
    const rest = items.length > 0 ? items : [make("p", { class: "item" }, "There is nothing open here.")];
    byId("list").replaceChildren(...rest);
  }

  for (const name of Object.keys(LISTS)) {
    byId("show-" + name).addEventListener("click", () => {
      list = list === name ? null : name;
      say("");
      draw();
    });
  }
  byId("look-below").addEventListener("click", () => {
    byId("trouble").hidden = true;
  });
  connect();
})();
