const search = document.querySelector("input");
const cards = [...document.querySelectorAll("article")].map(card => ({
  card,
  text: card.querySelector(":scope > .facts-of-card").textContent.toLowerCase(),
}));
function show() {
  const words = search.value.toLowerCase().split(/\s+/).filter(word => word !== "");
  const matches = new Set(cards.filter(({ text }) => words.every(word => text.includes(word))).map(({ card }) => card));
  for (const { card } of cards) {
    const guests = [...card.querySelectorAll("article")];
    const host = card.parentElement.closest("article");
    card.hidden = !(matches.has(card) || guests.some(guest => matches.has(guest)) || matches.has(host));
  }
  document.querySelector(".nothing").hidden = cards.some(({ card }) => !card.hidden);
}
search.addEventListener("input", show);
document.querySelector("button").addEventListener("click", () => {
  const root = document.documentElement;
  root.lang = root.lang === "zh" ? "en" : "zh";
  search.placeholder = search.dataset[root.lang];
});
