// A search box that completes what is typed: the ARIA combobox with a list. Enter without a choice searches as before.

class Suggest {
  constructor(input, number) {
    this.input = input;
    this.options = [];
    this.chosen = -1;
    this.asked = "";
    this.list = document.createElement("ul");
    this.list.id = `suggestions-${number}`;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.dataset.suggestLabel);
    this.told = document.createElement("span");
    this.told.className = "visually-hidden";
    this.told.setAttribute("aria-live", "polite");
    input.closest(".search").append(this.list, this.told);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id]]) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    input.form.addEventListener("submit", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.leave(option);
    });
  }

  typed() {
    clearTimeout(this.timer);
    this.choose(-1);
    const words = this.input.value.trim();
    if (words.length < 2) return this.close();
    this.timer = setTimeout(() => this.ask(words), 160);
  }

  async ask(words) {
    this.asked = words;
    const query = new URLSearchParams({ q: words, lang: document.documentElement.lang });
    let suggestions = [];
    try {
      const answer = await fetch(`${this.input.dataset.suggest}?${query}`, { headers: { Accept: "application/json" } });
      if (answer.ok) ({ suggestions } = await answer.json());
    } catch { /* without suggestions one still searches */ }
    if (this.asked === words && document.activeElement === this.input) this.show(suggestions);
  }

  show(suggestions) {
    this.chosen = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.options = suggestions.map((suggestion, number) => this.option(suggestion, number));
    this.list.replaceChildren(...this.options);
    this.list.hidden = this.options.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.told.textContent = this.options.length ? this.input.dataset.suggestFound.replace("{n}", this.options.length) : "";
  }

  option({ text, kind, language, url }, number) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${number}`;
    option.className = "suggestion";
    option.dataset.url = url;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const label = document.createElement("span");
    label.textContent = text;
    if (language !== document.documentElement.lang) label.lang = language;
    const note = document.createElement("span");
    note.className = "suggestion-kind";
    note.textContent = this.input.getAttribute(`data-kind-${kind}`) || "";
    option.append(label, note);
    return option;
  }

  key(event) {
    const open = !this.list.hidden;
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Escape") {
      if (open) event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" && !open) {
      this.typed();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && open) {
      event.preventDefault();
      this.choose(this.chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key) && open) {
      this.choose(-1); // one goes on in the field
    } else if (event.key === "Enter" && open && this.chosen >= 0) {
      event.preventDefault();
      this.leave(this.options[this.chosen]);
    }
  }

  // -1 and one past the last are the field itself.
  choose(number) {
    const count = this.options.length;
    this.chosen = number < -1 ? count - 1 : number >= count ? -1 : number;
    this.options.forEach((option, at) => option.setAttribute("aria-selected", String(at === this.chosen)));
    if (this.chosen < 0) return this.input.removeAttribute("aria-activedescendant");
    const option = this.options[this.chosen];
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  leave(option) {
    this.close(); // the browser may keep the page as it stands, for Back
    location.assign(option.dataset.url);
  }

  close() {
    clearTimeout(this.timer);
    this.asked = "";
    this.chosen = -1;
    this.list.hidden = true;
    this.told.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

document.querySelectorAll("input[data-suggest]").forEach((input, number) => new Suggest(input, number));
