// The kiosk's one script; every page works without it. Prints the paper of a new number, prints again, plays "Nghe lại".
const first = document.querySelector('[data-print-first]');
if (first) location.replace(first.href);

const roll = document.querySelector('[data-print-now]');
if (roll) {
	addEventListener('afterprint', () => location.replace(roll.dataset.printNow));
	addEventListener('load', () => print());
}

addEventListener('click', (event) => {
	const player = document.querySelector('#nghe');
	if (!player || !event.target.closest('[data-listen]')) return;
	event.preventDefault();
	player.currentTime = 0;
	player.play();
});
