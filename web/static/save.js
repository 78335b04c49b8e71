// Saves the open page in the background and refreshes its help; without it all works as well.
// Nothing is written into the browser's storage: unsent text stays in its input until sent.
(() => {
  "use strict";
  const form = document.querySelector("form[data-save]");
  if (!form) return;
  const told = form.querySelector("[data-saved]");
  const pause = 4000;
  let timer = 0;
  let busy = false;
  let dirty = false;

  const isPrivate = (field) => field.closest("[data-private]") !== null;

  const bodyOf = () => {
    const body = new FormData(form);
    for (const field of form.elements) {
      if (!field.name || field.name.startsWith("csrf") || field.name === "seen") continue;
      const blank = field.type !== "hidden" && field.value === "";
      if (isPrivate(field) || blank) body.delete(field.name);
    }
    body.append("partial", "1");
    return body;
  };

  const save = async () => {
    if (busy) { dirty = true; return; }
    busy = true;
    dirty = false;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: bodyOf(),
        headers: { "X-Requested-With": "save" },
        redirect: "error",
      });
      if (answer.status >= 400 && answer.status < 500) {
        told.textContent = "Пока не сохранено. Нажмите «Продолжить».";
        return;
      }
      if (!answer.ok) throw new Error();
      const said = await answer.json();
      if (said.conflict) {
        told.textContent = "Здесь уже записали другое. Нажмите «Продолжить» и выберите.";
      } else {
        form.elements.seen.value = said.revision;
        told.textContent = said.saved;
      }
    } catch {
      dirty = true;
      told.textContent = "Пока не сохранено. Не закрывайте страницу, мы попробуем ещё.";
    } finally {
      busy = false;
      if (dirty) later();
    }
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  // Help that follows from what is typed: the server tells it anew, nothing is saved by asking.
  const help = form.querySelector("[data-help]");
  let asking = 0;

  const ask = async () => {
    try {
      const answer = await fetch(help.dataset.help, {
        method: "POST",
        body: bodyOf(),
        headers: { "X-Requested-With": "help" },
        redirect: "error",
      });
      if (answer.ok) help.innerHTML = (await answer.json()).html;
    } catch {
      // no line: the old help stays, the button under the question still works later
    }
  };

  form.addEventListener("input", (event) => {
    if (help && !help.contains(event.target)) {
      clearTimeout(asking);
      asking = setTimeout(ask, 700);
    }
    if (form.elements.new || isPrivate(event.target)) return;
    later();
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  window.addEventListener("online", () => { if (dirty) save(); });
})();
