// The fifteen minutes count on while the page lies open, by the clock of the house: the ruler, and the number that stands before "15" in the words.
const main = document.querySelector('main[data-due]');
if (main) {
	const due = Date.parse(main.dataset.due);
	const ahead = Date.now() - Date.parse(main.dataset.now);
	const ruler = main.querySelector('[data-gone]');
	const words = main.querySelector('[data-left]');
	const put = (one, left) => {
		one.textContent = one.textContent.replace(/\d+(?=\D+15)/, String(left));
	};
	setInterval(() => {
		const left = Math.ceil((due - (Date.now() - ahead)) / 60_000);
		ruler.value = Math.min(Number(ruler.max), Number(ruler.max) - left);
		for (const one of [words, main.querySelector('h1')]) put(one, Math.max(0, left));
		if (left < 0) words.textContent = main.dataset.late.replace(/\d+/, String(-left));
	}, 10_000);
}
