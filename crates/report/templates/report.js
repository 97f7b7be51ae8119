// Makes the document into a page to work with. Without it, everything is there and stands open.
(() => {
"use strict";
const root = document.documentElement;
root.classList.add("js");
const ROWS = 200;
const byId = (id) => document.getElementById(id);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const svgNode = (name, attributes) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
};
const button = (text, act) => {
  const node = document.createElement("button");
  node.type = "button";
  node.textContent = text;
  node.addEventListener("click", act);
  return node;
};
const ids = (text) => (text || "").split(" ").filter(Boolean);
const collator = new Intl.Collator();
const number = (count, one, many) => `${count} ${count === 1 ? one : many}`;

// What the reader has set, kept for this window under the model's name, so that a page that is made anew looks alike.
const memory = {
  state: {},
  key: "",
  read() {
    this.key = `bartizan:${document.body.dataset.name}`;
    try { this.state = JSON.parse(sessionStorage.getItem(this.key)) || {}; } catch { this.state = {}; }
  },
  keep(values) {
    Object.assign(this.state, values);
    try { sessionStorage.setItem(this.key, JSON.stringify(this.state)); } catch { /* a page that may not keep anything */ }
  },
};

function theme() {
  const toggle = byId("theme");
  const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const show = () => {
    toggle.textContent = dark() ? "Light" : "Dark";
    toggle.setAttribute("aria-label", dark() ? "Light colours" : "Dark colours");
  };
  if (["light", "dark"].includes(memory.state.theme)) root.dataset.theme = memory.state.theme;
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    memory.keep({ theme: root.dataset.theme });
    show();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  show();
}

// The picture in its frame: which part of it shows.
function viewer(stage, svg, kept, change) {
  const whole = svg.viewBox.baseVal;
  const full = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  let box = { ...full };
  let due = 0;
  const draw = () => {
    due = 0;
    svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
  };
  const show = (next, isKept = true) => {
    box = next;
    due ||= requestAnimationFrame(draw);
    if (isKept) change([box.x, box.y, box.width, box.height]);
  };
  const zoom = (factor, at) => {
    const width = Math.min(Math.max(box.width * factor, 60), full.width * 3);
    const scale = width / box.width;
    const centre = at || { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    show({ x: centre.x - (centre.x - box.x) * scale, y: centre.y - (centre.y - box.y) * scale, width, height: box.height * scale });
  };
  const perPixel = () => Math.max(box.width / stage.clientWidth, box.height / stage.clientHeight);
  const move = (dx, dy) => show({ ...box, x: box.x - dx * perPixel(), y: box.y - dy * perPixel() });
  const point = (event) => {
    const matrix = svg.getScreenCTM();
    return matrix ? new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse()) : null;
  };
  const fit = () => show({ ...full });
  const reveal = (node) => {
    const frame = stage.getBoundingClientRect();
    const place = node.getBoundingClientRect();
    if (place.left < frame.left || place.right > frame.right || place.top < frame.top || place.bottom > frame.bottom) {
      move((frame.left + frame.right - place.left - place.right) / 2, (frame.top + frame.bottom - place.top - place.bottom) / 2);
    }
  };
  stage.classList.add("live");
  svg.setAttribute("preserveAspectRatio", "xMidYMid meet");
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 240), point(event));
  }, { passive: false });
  const held = new Map();
  let travelled = 0;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    held.set(event.pointerId, event);
    travelled = 0;
  });
  stage.addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const others = [...held.values()].filter((other) => other.pointerId !== event.pointerId);
    const dx = event.clientX - before.clientX;
    const dy = event.clientY - before.clientY;
    travelled += Math.hypot(dx, dy);
    if (travelled < 4) return;
    if (!stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
    stage.classList.add("moving");
    if (others.length) {
      const apart = (one) => Math.hypot(one.clientX - others[0].clientX, one.clientY - others[0].clientY) || 1;
      zoom(apart(before) / apart(event), point(event));
    } else {
      move(dx, dy);
    }
    held.set(event.pointerId, event);
  });
  const release = (event) => {
    held.delete(event.pointerId);
    stage.classList.remove("moving");
  };
  stage.addEventListener("pointerup", release);
  stage.addEventListener("pointercancel", release);
  addEventListener("beforeprint", () => svg.setAttribute("viewBox", `${full.x} ${full.y} ${full.width} ${full.height}`));
  addEventListener("afterprint", draw);
  if (Array.isArray(kept) && kept.length === 4 && kept.every(Number.isFinite) && kept[2] > 0 && kept[3] > 0) {
    show({ x: kept[0], y: kept[1], width: kept[2], height: kept[3] }, false);
  }
  return { zoom, fit, reveal, wasMoved: () => travelled >= 4 };
}

function diagram(page) {
  const stage = byId("stage");
  const svg = stage && stage.querySelector("svg");
  if (!svg) return null;
  svg.removeAttribute("role");
  svg.setAttribute("role", "group");
  const groups = all(".bz-element, .bz-flow-group, .bz-flow-label, .bz-boundary", svg);
  const byDrawn = new Map();
  for (const group of groups) {
    const id = group.dataset.id;
    byDrawn.has(id) ? byDrawn.get(id).push(group) : byDrawn.set(id, [group]);
    const line = group.querySelector(":scope > .bz-flow");
    if (line) {
      const hit = line.cloneNode(false);
      hit.removeAttribute("style");
      hit.setAttribute("class", "hit");
      group.append(hit);
    }
  }
  const view = viewer(stage, svg, memory.state.view, (box) => memory.keep({ view: box }));
  const flows = all(".bz-flow-group", svg);
  const ends = new Map(flows.map((flow) => [flow.dataset.id, [flow.dataset.from, flow.dataset.to]]));

  const near = (id) => {
    const lit = new Set([id]);
    for (const [flow, both] of ends) {
      if (flow === id) both.forEach((end) => lit.add(end));
      else if (both.includes(id)) { lit.add(flow); both.forEach((end) => lit.add(end)); }
    }
    return lit;
  };
  let steady = null;
  let litNow = null;
  const light = (lit) => {
    if (lit === litNow) return;
    litNow = lit;
    svg.classList.toggle("dimming", Boolean(lit));
    for (const group of groups) group.classList.toggle("lit", Boolean(lit) && lit.has(group.dataset.id));
  };
  const clear = page.tools.querySelector("[data-do=clear]");
  const hold = (lit) => {
    steady = lit;
    clear.hidden = !lit;
    light(lit);
  };
  let hovered = "";
  svg.addEventListener("pointerover", (event) => {
    const group = event.target.closest("[data-id]");
    const id = group && !group.matches(".bz-boundary") ? group.dataset.id : "";
    if (id === hovered || event.pointerType === "touch" || event.buttons) return;
    hovered = id;
    if (!steady) light(id ? near(id) : null);
  });
  svg.addEventListener("pointerleave", () => { hovered = ""; light(steady); });
  svg.addEventListener("click", (event) => {
    const group = event.target.closest("[data-id]");
    if (group && !view.wasMoved()) page.open(group.dataset.id, group);
  });

  const walkable = groups.filter((group) => !group.matches(".bz-flow-label"));
  walkable.forEach((group, at) => {
    group.setAttribute("tabindex", at === 0 ? "0" : "-1");
    group.setAttribute("role", "button");
  });
  const middle = (node) => {
    const place = node.getBoundingClientRect();
    return [place.left + place.width / 2, place.top + place.height / 2];
  };
  const walk = (from, x, y) => {
    const [fromX, fromY] = middle(from);
    let best = null;
    let least = Infinity;
    for (const group of walkable) {
      if (group === from || group.matches(".bz-boundary, .away")) continue;
      const [atX, atY] = middle(group);
      const along = (atX - fromX) * x + (atY - fromY) * y;
      const aside = Math.abs((atX - fromX) * y) + Math.abs((atY - fromY) * x);
      if (along <= 1) continue;
      const distance = along + aside * 2;
      if (distance < least) { least = distance; best = group; }
    }
    if (!best) return;
    from.setAttribute("tabindex", "-1");
    best.setAttribute("tabindex", "0");
    best.focus({ preventScroll: true });
    view.reveal(best);
  };
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  stage.addEventListener("keydown", (event) => {
    const group = event.target.closest("[data-id]");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (ways[event.key] && group) walk(group, ...ways[event.key]);
    else if ((event.key === "Enter" || event.key === " ") && group) page.open(group.dataset.id, group);
    else if (event.key === "+" || event.key === "=") view.zoom(0.8);
    else if (event.key === "-") view.zoom(1.25);
    else if (event.key === "0") view.fit();
    else return;
    event.preventDefault();
  });

  severities(page, byDrawn);
  levels(page, byDrawn, ends);
  page.tools.hidden = false;
  page.tools.addEventListener("click", (event) => {
    const act = event.target.dataset.do;
    if (act === "in") view.zoom(0.75);
    if (act === "out") view.zoom(1.33);
    if (act === "fit") view.fit();
    if (act === "clear") page.showPath(null);
  });
  return {
    hold,
    choose(id) {
      for (const group of groups) group.classList.toggle("chosen", group.dataset.id === id);
      const group = (byDrawn.get(id) || [])[0];
      if (group) view.reveal(group);
    },
  };
}

// Colours and numbers of open findings, on elements and flows.
function severities(page, byDrawn) {
  const toggle = page.tools.querySelector("[data-do=severities]");
  let isDrawn = false;
  const draw = () => {
    root.classList.toggle("severities", toggle.checked);
    if (!toggle.checked || isDrawn) return;
    isDrawn = true;
    const boxes = [];
    for (const [id, section] of page.sections) {
      for (const group of byDrawn.get(id) || []) {
        if (group.matches(".bz-flow-label, .bz-boundary")) continue;
        group.classList.add(`at-${section.dataset.worst || "none"}`);
        if (section.dataset.worst && group.matches(".bz-element")) boxes.push([group, group.getBBox(), section.dataset.open]);
      }
    }
    for (const [group, box, count] of boxes) {
      const badge = svgNode("g", { class: "badge", transform: `translate(${box.x + box.width - 6} ${box.y + 6})` });
      const text = svgNode("text", { y: "3.5" });
      text.textContent = count;
      badge.append(svgNode("circle", { r: "9" }), text);
      group.append(badge);
    }
  };
  toggle.checked = Boolean(memory.state.severities);
  toggle.addEventListener("change", () => { memory.keep({ severities: toggle.checked }); draw(); });
  draw();
}

// Which levels of the model show, where it has several.
function levels(page, byDrawn, ends) {
  const known = [...new Set([...page.sections.values()].flatMap((section) => ids(section.dataset.levels)))];
  const place = page.tools.querySelector(".levels");
  if (known.length < 2) return;
  known.sort((one, other) => Number(one) - Number(other));
  const away = new Set(ids(memory.state.levelsAway));
  const draw = () => {
    const isAway = (id) => {
      const section = page.sections.get(id);
      const own = section ? ids(section.dataset.levels) : [];
      return own.length > 0 && own.every((level) => away.has(level));
    };
    for (const [id, groups] of byDrawn) {
      const both = ends.get(id) || [];
      const hides = isAway(id) || both.some(isAway);
      groups.forEach((group) => group.classList.toggle("away", hides));
    }
  };
  for (const level of known) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = !away.has(level);
    box.addEventListener("change", () => {
      box.checked ? away.delete(level) : away.add(level);
      memory.keep({ levelsAway: [...away].join(" ") });
      draw();
    });
    label.append(box, ` level ${level}`);
    place.append(label);
  }
  place.hidden = false;
  draw();
}

// A row of the table of findings. Rows beyond the first are a text of the document until they are shown, since so many nodes
// would take most of the time in which the page opens.
function findingRow(node, html) {
  const known = node ? { id: node.id, ...node.dataset } : Object.fromEntries(
    [...html.slice(0, html.indexOf(">")).matchAll(/ (?:data-)?([a-z]+)="([^"]*)"/g)].map(([, name, value]) => [name, plainText(value)]));
  const made = () => {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    return holder.content.firstElementChild;
  };
  let text = null;
  return {
    ...known,
    level: Number(known.level),
    get node() { return (node ??= made()); },
    get text() { return (text ??= (node ? node.textContent : plainText(html.replace(/<[^>]*>/g, " "))).toLowerCase()); },
    // What the first part of the row with this class says.
    part(name) {
      if (node) return node.querySelector(`.${name}`).textContent;
      return plainText((html.match(new RegExp(`class="${name}[ "][^>]*>([^<]*)<`)) || ["", ""])[1]);
    },
  };
}

const ESCAPES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&#x2f;": "/", "&amp;": "&" };
const plainText = (html) => html.replace(/&(?:lt|gt|quot|#x27|#x2f|amp);/g, (escape) => ESCAPES[escape]);

// The table of findings: of the rows that match, so many are shown.
function findings(page) {
  const body = byId("finding-rows");
  if (!body) return { about() {}, aim: () => false };
  const form = byId("filters");
  const more = byId("more-findings");
  const later = byId("later-findings");
  const written = later ? later.textContent.split(/(?=<tr id=)/).slice(1) : [];
  const rows = [...[...body.rows].map((node) => findingRow(node)), ...written.map((html) => findingRow(null, html))];
  const byAnchor = new Map(rows.map((row) => [row.id, row]));
  const titles = { element: new Map(), threat: new Map() };
  for (const row of rows) {
    if (!titles.element.has(row.element)) titles.element.set(row.element, row.part("thing"));
    if (!titles.threat.has(row.threat)) titles.threat.set(row.threat, `${row.threat} ${row.part("title")}`);
  }
  for (const name of ["element", "threat"]) {
    const options = [...titles[name]].sort((one, other) => collator.compare(one[1], other[1])).map(([value, title]) => new Option(title, value));
    form.elements[name].append(...options);
  }
  const order = ["open", "decided", "assumed", "set-aside"];
  const orders = {
    severity: (row) => -row.level, title: (row) => row.part("title"),
    element: (row) => titles.element.get(row.element), status: (row) => order.indexOf(row.status),
  };
  const groupings = {
    element: (row) => [titles.element.get(row.element)], threat: (row) => [titles.threat.get(row.threat)],
    severity: (row) => [row.part("level")], status: (row) => [row.status.replace("-", " ")],
    stride: (row) => ids(row.stride).map((key) => key.replaceAll("-", " ")),
  };
  let sort = { by: "", turned: false };
  let shown = ROWS;
  let aimed = null;

  const checked = (name) => new Set(all(`input[name=${name}]:checked`, form).map((box) => box.value));
  const matching = () => {
    const [status, level] = [checked("status"), checked("severity")];
    const everyLevel = level.size === 5;
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const [element, threat, stride] = ["element", "threat", "stride"].map((name) => form.elements[name].value);
    return rows.filter((row) => row === aimed || (status.has(row.status)
      && (level.has(String(row.level)) || (row.level === 0 && everyLevel))
      && (!element || row.element === element) && (!threat || row.threat === threat)
      && (!stride || ids(row.stride).includes(stride)) && words.every((word) => row.text.includes(word))));
  };
  const sorted = (found) => {
    const key = orders[sort.by];
    if (!key) return found;
    const keyed = found.map((row) => [key(row), row]);
    const compare = typeof (keyed[0] || [])[0] === "string" ? collator.compare : (a, b) => a - b;
    keyed.sort((one, other) => (sort.turned ? -1 : 1) * compare(one[0], other[0]));
    return keyed.map(([, row]) => row);
  };
  const heading = (title, count) => {
    const line = document.createElement("tr");
    const cell = document.createElement("th");
    line.className = "heading";
    cell.colSpan = 4;
    cell.scope = "colgroup";
    cell.textContent = `${title || "none"} (${count})`;
    line.append(cell);
    return line;
  };
  const grouped = (found) => {
    const key = groupings[form.elements.group.value];
    if (!key) return [["", found]];
    const groups = new Map();
    for (const row of found) {
      const title = key(row)[0] || "";
      groups.has(title) ? groups.get(title).push(row) : groups.set(title, [row]);
    }
    return [...groups];
  };
  const draw = (limit = shown) => {
    const found = sorted(matching());
    const nodes = [];
    let left = limit;
    for (const [title, group] of grouped(found)) {
      if (left <= 0) break;
      if (form.elements.group.value) nodes.push(heading(title, group.length));
      for (const row of group.slice(0, left)) nodes.push(row.node);
      left -= group.length;
    }
    body.replaceChildren(...nodes);
    const hidden = found.length - limit;
    more.hidden = hidden <= 0;
    more.textContent = `Show ${Math.min(hidden, ROWS)} more of ${number(hidden, "finding", "findings")}`;
    byId("count").textContent = `${found.length} of ${number(rows.length, "finding", "findings")}${hidden > 0 ? `, the first ${limit} shown` : ""}`;
  };
  const keep = () => memory.keep({
    filters: {
      text: form.elements.text.value, element: form.elements.element.value, threat: form.elements.threat.value,
      stride: form.elements.stride.value, group: form.elements.group.value,
      status: [...checked("status")], severity: [...checked("severity")], sort,
    },
  });
  const aim = (row) => {
    if (aimed) aimed.node.classList.remove("aimed");
    aimed = row;
    if (row) row.node.classList.add("aimed");
  };
  const change = () => { aim(null); shown = ROWS; keep(); draw(); };
  const marks = () => {
    for (const head of all("#finding-table th[data-sort]")) {
      const isBy = head.dataset.sort === sort.by;
      isBy ? head.setAttribute("aria-sort", sort.turned ? "descending" : "ascending") : head.removeAttribute("aria-sort");
    }
  };
  const setDefaults = () => {
    const isClear = !rows.some((row) => row.status === "open");
    for (const box of all("input[name=status]", form)) box.checked = box.value === "open" || box.value === "decided" || isClear;
  };
  const restore = (kept) => {
    if (!kept || typeof kept !== "object") return;
    for (const name of ["text", "element", "threat", "stride", "group"]) {
      if (typeof kept[name] === "string") form.elements[name].value = kept[name];
      if (form.elements[name].selectedIndex === -1) form.elements[name].value = "";
    }
    for (const name of ["status", "severity"]) {
      if (Array.isArray(kept[name])) for (const box of all(`input[name=${name}]`, form)) box.checked = kept[name].includes(box.value);
    }
    if (kept.sort && orders[kept.sort.by]) sort = { by: kept.sort.by, turned: Boolean(kept.sort.turned) };
  };
  for (const head of all("#finding-table th[data-sort]")) {
    const act = button(head.textContent, () => {
      const by = head.dataset.sort;
      sort = { by, turned: sort.by === by && !sort.turned };
      marks();
      change();
    });
    head.replaceChildren(act);
  }
  form.addEventListener("input", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { setDefaults(); sort = { by: "", turned: false }; marks(); change(); }));
  more.addEventListener("click", () => { shown += ROWS; draw(); });
  addEventListener("beforeprint", () => draw(Infinity));
  addEventListener("afterprint", () => draw());
  setDefaults();
  restore(memory.state.filters);
  marks();
  form.hidden = false;
  draw();
  // Text is looked up before somebody searches, a part at a time.
  const prepare = (from) => {
    for (const row of rows.slice(from, from + 500)) void row.text;
    if (from + 500 < rows.length) setTimeout(prepare, 20, from + 500);
  };
  setTimeout(prepare, 200, 0);

  return {
    // Shows the findings about something alone.
    about(values) {
      form.reset();
      setTimeout(() => {
        for (const box of all("input[name=status]", form)) box.checked = true;
        for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
        change();
        byId("findings").scrollIntoView();
        byId("findings-title").focus({ preventScroll: true });
      });
    },
    aim(anchor) {
      const row = byAnchor.get(anchor);
      if (!row) return false;
      aim(row);
      const at = grouped(sorted(matching())).flatMap(([, group]) => group).indexOf(row);
      while (at >= shown) shown += ROWS;
      draw();
      row.node.scrollIntoView({ block: "center" });
      return true;
    },
  };
}

// What is known of an element, beside the diagram. It is a copy of what the document says further down.
function panel(page) {
  const aside = byId("panel");
  let opener = null;
  const close = () => {
    if (aside.hidden) return;
    aside.hidden = true;
    root.classList.remove("panel-open");
    memory.keep({ chosen: "" });
    if (page.diagram) page.diagram.choose("");
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  };
  byId("panel-close").addEventListener("click", close);
  addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  return (id, from, isFocused = true) => {
    const section = page.sections.get(id);
    if (!section) return;
    opener = from || null;
    const kind = section.querySelector("summary .soft").textContent;
    byId("panel-title").textContent = section.querySelector("summary .name").textContent;
    const line = document.createElement("p");
    line.className = "soft";
    line.textContent = kind;
    const copy = section.querySelector(".body").cloneNode(true);
    for (const node of all("[id]", copy)) node.removeAttribute("id");
    const acts = document.createElement("p");
    acts.className = "shower";
    const slug = section.id.replace("element-", "");
    if (!section.closest("#boundaries")) acts.append(button("Its findings in the table", () => page.findings.about({ element: slug })));
    byId("panel-content").replaceChildren(line, copy, acts);
    aside.hidden = false;
    aside.scrollTop = 0;
    root.classList.add("panel-open");
    memory.keep({ chosen: id });
    if (page.diagram) page.diagram.choose(id);
    if (isFocused) byId("panel-title").focus({ preventScroll: true });
  };
}

// Buttons that show a path, or where data goes, in the diagram.
function showers(page) {
  const show = (holder) => {
    const lit = holder ? new Set(ids(holder.dataset.drawn)) : null;
    page.diagram.hold(lit);
    memory.keep({ shown: holder ? holder.id : "" });
  };
  page.showPath = show;
  if (!page.diagram) return;
  for (const holder of all("#paths [data-drawn], #data [data-drawn]")) {
    const act = button("Show in the diagram", () => { show(holder); byId("diagram").scrollIntoView(); });
    act.className = "shower";
    holder.matches("tr") ? holder.querySelector("th").append(act) : holder.querySelector("details").append(act);
  }
  const kept = memory.state.shown && byId(memory.state.shown);
  if (kept && kept.dataset.drawn) show(kept);
}

// The sequence, message by message.
function sequence(page) {
  const stage = byId("sequence-stage");
  if (!stage) return;
  const tools = byId("sequence-tools");
  const messages = all(".bz-message", stage);
  const pictures = all("svg", stage);
  let at = -1;
  const show = (next, isKept = true) => {
    at = Math.max(-1, Math.min(messages.length - 1, next));
    for (const picture of pictures) picture.classList.toggle("stepping", at >= 0);
    messages.forEach((message, place) => message.classList.toggle("lit", at === place));
    const message = messages[at];
    const title = message && message.querySelector("title");
    byId("message").textContent = message ? `${at + 1} of ${messages.length}: ${title ? title.textContent : ""}` : "";
    tools.querySelector("[data-do=back]").disabled = at <= 0;
    tools.querySelector("[data-do=next]").disabled = at === messages.length - 1;
    if (message) {
      const [frame, place] = [stage.getBoundingClientRect(), message.getBoundingClientRect()];
      stage.scrollBy({ top: (place.top + place.bottom - frame.top - frame.bottom) / 2, left: place.width > frame.width ? place.left - frame.left - 20 : (place.left + place.right - frame.left - frame.right) / 2 });
    }
    if (isKept) memory.keep({ message: at });
  };
  tools.addEventListener("click", (event) => {
    const act = event.target.dataset.do;
    if (act === "next") show(at + 1);
    if (act === "back") show(at - 1);
    if (act === "all") show(-1);
  });
  stage.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step || (at < 0 && step < 0)) return;
    event.preventDefault();
    show(at + step);
  });
  stage.addEventListener("click", (event) => {
    const group = event.target.closest("[data-id]");
    if (!group) return;
    if (group.matches(".bz-message")) show(messages.indexOf(group));
    page.open(group.dataset.id, stage);
  });
  tools.hidden = false;
  show(Number.isInteger(memory.state.message) ? memory.state.message : -1, false);
}

// Goes to what the address names, also where it is folded or not among the rows that show.
function anchors(page) {
  const go = () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { /* as it stands */ }
    if (!name || page.findings.aim(name)) return;
    const target = byId(name);
    if (!target) return;
    for (let node = target; node; node = node.parentElement) if (node.matches("details")) node.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", go);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    // The address does not change when one follows the same link again.
    if (link && link.getAttribute("href") === location.hash) setTimeout(go);
  });
  if (location.hash) go();
}

document.addEventListener("DOMContentLoaded", () => {
  memory.read();
  const page = { tools: byId("diagram-tools"), showPath() {}, open() {} };
  page.sections = new Map(all("details.element").map((section) => [section.dataset.drawn, section]));
  theme();
  byId("findings-title").tabIndex = -1;
  page.findings = findings(page);
  page.diagram = diagram(page);
  page.open = panel(page);
  showers(page);
  sequence(page);
  if (memory.state.chosen) page.open(memory.state.chosen, null, false);
  anchors(page);
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.matches("input, select, textarea") || !byId("filters")) return;
    event.preventDefault();
    byId("filters").elements.text.focus();
  });
  // A live page is made anew while one reads: it stays where it was.
  if (root.dataset.live !== undefined) {
    if (!location.hash && Number.isFinite(memory.state.scroll)) scrollTo({ top: memory.state.scroll, behavior: "instant" });
    addEventListener("pagehide", () => memory.keep({ scroll: scrollY }));
  }
  root.classList.add("ready");
});
})();
