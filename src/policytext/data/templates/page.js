"use strict";
// Sorting and filtering of tables, and details that open when a link leads into them; the page is whole without it.
const said = document.body.dataset;
const make = (name, values, ...inside) => {
  const element = Object.assign(document.createElement(name), values);
  element.append(...inside);
  return element;
};
const number = (text) => (text === "" ? NaN : Number(text.replace(/%$/, "")));
const compare = (one, other) => {
  const difference = number(one) - number(other);
  return Number.isNaN(difference) ? one.localeCompare(other, "zh-Hans-CN") : difference;
};
function sortable(table) {
  const body = table.tBodies[0], given = [...body.rows];
  const sort = (head) => {
    const next = { ascending: "descending", descending: "" }[head.getAttribute("aria-sort")] ?? "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    if (next) head.setAttribute("aria-sort", next);
    const key = (row) => row.cells[head.cellIndex].dataset.value ?? row.cells[head.cellIndex].textContent.trim();
    const order = (a, b) => (key(a) === "") - (key(b) === "") || (next === "ascending" ? 1 : -1) * compare(key(a), key(b));
    body.append(...(next ? [...given].sort(order) : given));
  };
  for (const head of table.tHead.rows[0].cells) {
    // The words stay outside the button: inside one they are not printed again at the head of the next sheet.
    const button = make("button", { type: "button", title: said.sort, ariaLabel: `${head.textContent} ${said.sort}` });
    head.append(button);
    head.addEventListener("click", () => sort(head));
  }
}
function filterable(table) {
  const rows = [...table.tBodies[0].rows];
  const input = make("input", { type: "search" });
  const state = make("span", { className: "quiet" });
  state.setAttribute("role", "status");
  const label = make("label", {}, said.filter, " ", input);
  table.closest(".scroll").before(make("p", { className: "filter" }, label, " ", state));
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    state.textContent = `${rows.filter((row) => !row.hidden).length}/${rows.length}`;
  });
}
for (const table of document.querySelectorAll("table[data-sort]")) {
  sortable(table);
  if (!table.dataset.sort) filterable(table);
}
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  let closed = false;
  for (let at = target; at; at = at.parentElement) {
    if (at.tagName === "DETAILS" && !at.open) closed = at.open = true;
  }
  if (closed) target.scrollIntoView();
}
addEventListener("hashchange", reveal);
reveal();
// A link to the place where the address already points changes nothing in it.
addEventListener("click", (event) => { if (event.target.closest("a[href^='#']")) setTimeout(reveal); });
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => { for (const details of opened) details.open = false; });
