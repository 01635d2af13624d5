"use strict";
// Sorting and filtering of tables; the page is whole without it.
for (const table of document.querySelectorAll("table[data-sort]")) {
  const body = table.tBodies[0];
  table.querySelectorAll("thead th button").forEach((button) => {
    button.addEventListener("click", () => {
      const head = button.closest("th");
      const up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const key = (row) => {
        const cell = row.cells[head.cellIndex];
        return cell ? cell.dataset.value || cell.textContent.trim() : "";
      };
      const compare = (a, b) => {
        const one = key(a), other = key(b);
        if (one === "" || other === "") return (one === "") - (other === "");
        const numbers = Number(one) - Number(other);
        const order = Number.isNaN(numbers) ? one.localeCompare(other, "zh-Hans-CN") : numbers;
        return up ? order : -order;
      };
      body.append(...[...body.rows].sort(compare));
    });
  });
}
for (const input of document.querySelectorAll("input[data-filter]")) {
  input.closest("label").hidden = false;
  const rows = [...document.getElementById(input.dataset.filter).tBodies[0].rows];
  const state = document.getElementById(input.dataset.filter + "-n");
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
      shown += !row.hidden;
    }
    state.textContent = `${shown}/${rows.length}`;
  });
}
for (const button of document.querySelectorAll("th button")) button.disabled = false;
const open = () => {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target && target.tagName === "DETAILS") target.open = true;
};
addEventListener("hashchange", open);
open();
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
