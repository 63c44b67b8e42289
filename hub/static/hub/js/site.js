// What any page has: buttons that fold, copy, send and print, and the way to what is wrong in a form.

function fold() {
  for (const button of document.querySelectorAll("[data-toggle]")) {
    button.dataset.ready = "";
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!open));
    });
  }
}

function copy() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    const label = button.querySelector("span");
    const before = label.textContent;
    label.setAttribute("aria-live", "polite");
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy || location.href);
      } catch {
        return; // not allowed: the button says nothing that is not so
      }
      label.textContent = button.dataset.done;
      setTimeout(() => { label.textContent = before; }, 2500);
    });
  }
}

function share() {
  if (!navigator.share) return;
  for (const button of document.querySelectorAll("[data-share]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const { share: url, title } = button.dataset;
      navigator.share({ title, url }).catch(() => {}); // closed without a choice
    });
  }
}

function print() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

// The menu lies over what follows it, so it closes when one goes on.
function closeMenu() {
  const menu = document.querySelector(".account-menu");
  if (!menu) return;
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) menu.open = false;
  });
  menu.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", ({ target }) => {
    if (!menu.contains(target)) menu.open = false;
  });
}

// The disclosure of an answer that is hidden on paper is opened before printing.
function unfoldForPrint() {
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll(".fold")) details.open = true;
  });
}

fold();
copy();
share();
print();
closeMenu();
unfoldForPrint();
document.querySelector("[data-error-summary]")?.focus();
