"use strict";
(() => {
  const form = document.getElementById("filters");
  const cards = [...document.querySelectorAll("article[data-group]")];
  const shown = document.getElementById("shown");
  const keys = ["severity", "group", "outcome"];
  const apply = () => {
    const wanted = Object.fromEntries(keys.map((k) => [k, new Set(new FormData(form).getAll(k))]));
    cards.forEach((card) => { card.hidden = !keys.every((k) => wanted[k].has(card.dataset[k])); });
    shown.textContent = `显示 ${cards.filter((c) => !c.hidden).length} / ${cards.length} 条`;
  };
  if (form) { form.hidden = false; form.addEventListener("change", apply); apply(); }
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
})();
