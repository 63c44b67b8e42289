// Forms of registration: questions that depend on others, and one submission for one press.

const PATIENCE = 20000; // milliseconds for an answer

function answersOf(form, name) {
  const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  return fields.filter((field) => !field.closest("[hidden]") && (field.checked || !/radio|checkbox/.test(field.type)))
    .map((field) => field.value);
}

function depend(form) {
  const dependent = [...form.querySelectorAll("input[data-shown-if], select[data-shown-if], textarea[data-shown-if]")];
  if (!dependent.length) return;
  for (const hint of form.querySelectorAll("[data-only-if]")) hint.hidden = true;
  // In the order of the page, so that what hangs on a hidden question is hidden with it.
  const update = () => {
    for (const field of dependent) {
      const { shownIf, shownAnswer } = field.dataset;
      field.closest(".field").hidden = !answersOf(form, shownIf).includes(shownAnswer);
    }
  };
  form.addEventListener("input", update);
  addEventListener("pageshow", update); // Back: the browser has filled in what was written
  update();
}

function once(form) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) return event.preventDefault();
    sent = true;
    setTimeout(() => { sent = false; }, PATIENCE); // the page is still here: the line broke, or one has stopped it
  });
  addEventListener("pageshow", () => { sent = false; });
}

for (const form of document.querySelectorAll("form")) depend(form);
for (const form of document.querySelectorAll("form[data-once]")) once(form);
