"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId("filters"), search = byId("search"), keys = byId("keys"), list = byId("list");
  const cards = [...list.querySelectorAll("article")];
  const texts = cards.map((card) => card.textContent.toLowerCase());
  let current = null, shown = null;

  const filter = () => {
    const data = new FormData(form), word = search.value.trim().toLowerCase();
    const looks = new Set(data.getAll("look")), groups = new Set(data.getAll("group"));
    cards.forEach((card, i) => {
      card.hidden = !(looks.has(card.dataset.look) && groups.has(card.dataset.group) && texts[i].includes(word));
    });
    const left = cards.filter((card) => !card.hidden).length;
    byId("shown").textContent = `显示 ${left} / ${cards.length} 条`;
    byId("none").hidden = left > 0 || cards.length === 0;
  };

  const select = (card) => {
    if (current) current.classList.remove("current");
    current = card;
    card.classList.add("current");
  };

  const show = (element, focus) => {
    if (shown) shown.classList.remove("shown");
    shown = element;
    element.classList.add("shown");
    // What was skipped by the layout gets its true height only when it comes into view: scroll twice.
    element.scrollIntoView({ block: "center" });
    requestAnimationFrame(() => element.scrollIntoView({ block: "center" }));
    if (focus) { element.tabIndex = -1; element.focus({ preventScroll: true }); }
  };

  const placeOf = (card) => {
    const link = card.querySelector("a.place");
    return link && byId(link.hash.slice(1));
  };

  const step = (by) => {
    const visible = cards.filter((card) => !card.hidden);
    const at = visible.indexOf(current);
    const next = visible[at < 0 ? (by > 0 ? 0 : visible.length - 1) : at + by];
    if (!next) return;
    select(next);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    const place = placeOf(next);
    if (place) show(place, false);
  };

  const back = (id) => {
    const item = byId(id), card = item && item.closest("article");
    if (!card) return;
    card.hidden = false;
    if (list.contains(card)) select(card);
    show(item, true);
  };

  addEventListener("click", (event) => {
    const target = event.target.closest("a.place, a.pin, mark[data-to]");
    if (!target) return;
    const card = target.closest(".list article");
    if (card) select(card);
    if (target.matches("a.place")) {
      const element = byId(target.hash.slice(1));
      if (!element) return;
      event.preventDefault();
      history.replaceState(null, "", target.hash);
      show(element, true);
    } else {
      event.preventDefault();
      back(target.dataset.to || target.hash.slice(1));
    }
  });

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input[type=search], textarea, select");
    if (event.key === "Escape") {
      if (typing) search.blur();
      if (current) { current.focus({ preventScroll: true }); current.scrollIntoView({ block: "nearest" }); }
    } else if (typing || !keys.checked) {
      if (typing && event.key === "Enter") { event.preventDefault(); search.blur(); step(1); }
    } else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") { event.preventDefault(); search.focus(); search.select(); }
    else if (event.key === "Enter" && event.target === current) {
      const place = placeOf(current);
      if (place) { event.preventDefault(); show(place, true); }
    }
  });

  cards.forEach((card) => card.addEventListener("focus", () => select(card)));
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
})();
