// What a page owes to old eyes and fingers: contrast 7:1, targets of 44 px, nothing wider than the screen.
() => {
  const faults = [];
  const about = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 160);

  const parts = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    return { rgb: [red, green, blue], alpha };
  };
  const light = (rgb) => {
    const [red, green, blue] = rgb.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const background = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { rgb, alpha } = parts(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return rgb;
    }
    return [255, 255, 255];
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true });
  };

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const checked = new Set();
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || checked.has(element) || !seen(element)) continue;
    checked.add(element);
    const found = contrast(parts(getComputedStyle(element).color).rgb, background(element));
    if (found < 7) faults.push(`contrast ${found.toFixed(1)}: ${about(element)}`);
  }

  // A link inside a sentence is as high as its line, as WCAG allows.
  const inSentence = (element) => {
    if (getComputedStyle(element).display !== "inline") return false;
    return element.parentElement.textContent.trim() !== element.textContent.trim();
  };
  // The link of a task covers its whole row.
  const size = (element) => {
    const row = element.matches(".govuk-task-list__link") ? element.closest("li") : element;
    return row.getBoundingClientRect().height;
  };
  const targets = "a[href], button, select, textarea, summary, input:not([type=hidden])";
  for (const element of document.querySelectorAll(targets)) {
    if (!seen(element) || element.matches(".govuk-skip-link") || inSentence(element)) continue;
    if (size(element) < 44) faults.push(`target ${size(element).toFixed(0)}: ${about(element)}`);
  }

  const wide = document.documentElement.scrollWidth;
  if (wide > window.innerWidth) faults.push(`wide ${wide} on ${window.innerWidth}`);
  return faults;
}
