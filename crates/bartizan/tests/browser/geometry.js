// What is in the wrong place on a page. Returns a list of complaints.
(() => {
  const complaints = [];
  // What is far below has its true height, too.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("main > section { content-visibility: visible !important; }");
  document.adoptedStyleSheets.push(sheet);
  const short = (node) => {
    const element = node.nodeType === 3 ? node.parentElement : node;
    const name = element.id ? "#" + element.id : "." + (element.getAttribute("class") || "");
    return `${element.tagName.toLowerCase()}${name} "${node.textContent.trim().slice(0, 40)}"`;
  };
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    const wide = [...document.body.querySelectorAll("*")].filter((node) => node.getBoundingClientRect().right > width + 1);
    complaints.push(`the page scrolls sideways: ${document.documentElement.scrollWidth} in ${width}, ${wide.slice(0, 3).map(short)}`);
  }

  const remembered = (find) => {
    const known = new Map();
    return (node) => {
      if (!known.has(node)) known.set(node, find(node));
      return known.get(node);
    };
  };
  const style = remembered((node) => getComputedStyle(node));
  const floats = remembered((node) => node && (["fixed", "sticky", "absolute"].includes(style(node).position) || floats(node.parentElement)));
  const scrolls = remembered((node) => node && (["auto", "scroll"].includes(style(node).overflowX) || scrolls(node.parentElement)));
  const ancestors = function* (node) {
    for (let at = node; at; at = at.parentElement) yield at;
  };

  // Text: nothing cut off, nothing over other text. What is folded or hidden is not walked through.
  const isPassed = (node) => node.nodeType === 1
    && (node.matches("svg, script, style, select, noscript, .spoken, .skip, [hidden]") || (node.matches("details:not([open]) > :not(summary)")));
  const accept = (node) => (isPassed(node) ? NodeFilter.FILTER_REJECT : node.nodeType === 3 ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, accept);
  const texts = [];
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.textContent.trim() || !parent.checkVisibility({ visibilityProperty: true })) continue;
    if (parseFloat(style(parent).fontSize) < 10) complaints.push(`too small to read: ${short(node)}`);
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    for (const at of ancestors(parent)) {
      const { overflowX, textOverflow } = style(at);
      if (["auto", "scroll"].includes(overflowX)) break;
      const frame = at.getBoundingClientRect();
      const isCut = boxes.some((box) => box.right > frame.right + 2 || box.left < frame.left - 2);
      if (overflowX !== "visible" && textOverflow !== "ellipsis" && isCut) complaints.push(`cut off: ${short(node)}`);
    }
    if (!scrolls(parent) && boxes.some((box) => box.right > width + 1 || box.left < -1)) complaints.push(`outside: ${short(node)}`);
    if (!floats(parent) && !scrolls(parent)) for (const box of boxes) texts.push([box, node]);
  }
  texts.sort((one, other) => one[0].top - other[0].top);
  for (const [at, [box, node]] of texts.entries()) {
    for (let next = at + 1; next < texts.length && texts[next][0].top < box.bottom - 3; next++) {
      const [other, neighbour] = texts[next];
      const [across, down] = [Math.min(box.right, other.right) - Math.max(box.left, other.left), Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top)];
      // Lines of one paragraph may touch.
      if (node !== neighbour && across > 2 && down > Math.min(box.height, other.height) / 3) complaints.push(`over each other: ${short(node)} and ${short(neighbour)}`);
    }
  }

  // What can be used: large enough to hit, and not under something else.
  for (const control of document.querySelectorAll("button, select, input, textarea, summary, a[href]")) {
    if (control.closest("details:not([open])") && !control.matches("summary")) continue;
    const box = control.getBoundingClientRect();
    if (!control.checkVisibility({ visibilityProperty: true }) || box.width < 2 || control.closest(".skip")) continue;
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    if (control.matches("button, select") && (box.width < 16 || box.height < 16)) complaints.push(`too small: ${short(control)}`);
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight || floats(control) || scrolls(control)) continue;
    const top = document.elementFromPoint(x, y);
    const isBelow = top && !control.contains(top) && !top.contains(control) && !(control.labels && [...control.labels].some((label) => label.contains(top)));
    if (isBelow && !floats(top)) complaints.push(`${short(top)} lies over ${short(control)}`);
  }
  document.adoptedStyleSheets.pop();
  return complaints.slice(0, 20);
})()
