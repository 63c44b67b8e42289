// The reading list of this browser is offered to the account, until it has been taken over as it is now.

import { read } from "./shelf.js";

const form = document.querySelector("[data-takeover]");
const codes = read("kept").map((row) => row.code).join(",");

if (form?.dataset.takeover) localStorage.removeItem("hub.taken"); // it was sent, and there was no room for it
if (form && codes && localStorage.getItem("hub.taken") !== codes) {
  form.elements.codes.value = codes;
  form.hidden = false;
  form.addEventListener("submit", () => localStorage.setItem("hub.taken", codes));
}
