// The kiosk's one script; every page works without it. Prints the paper of a number on a page as long as it is, plays "Nghe lại".
const roll = document.querySelector('.roll');
const now = document.querySelector('[data-print-now]');

/** A roll has no length of its own: its one page is cut where the words end, whatever the language and however long a name. */
async function cut() {
	await document.fonts.ready;
	const millimetres = Math.ceil((roll.getBoundingClientRect().height * 25.4) / 96) + 1;
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(`@page roll { size: 80mm ${millimetres}mm; margin: 0; }`);
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
	document.documentElement.dataset.cut = String(millimetres);
}

if (now) addEventListener('afterprint', () => location.replace(now.dataset.printNow));
if (roll)
	addEventListener('load', async () => {
		await cut();
		if (now) print();
	});

addEventListener('click', (event) => {
	const player = document.querySelector('#nghe');
	if (!player || !event.target.closest('[data-listen]')) return;
	event.preventDefault();
	player.currentTime = 0;
	player.play();
});
