// Forms of registration: questions that depend on others, and one submission for one press.

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
  update();
}

function once(form) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  addEventListener("pageshow", () => { sent = false; });
}

for (const form of document.querySelectorAll("form")) depend(form);
for (const form of document.querySelectorAll("form[data-once]")) once(form);
