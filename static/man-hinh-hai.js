// The second screen's own script, beside its line (`duong-day.js`). Without scripts the page refreshes itself.
const away = document.querySelector('[data-away]')?.dataset.away;
if (away) setTimeout(() => location.replace(away), 20000);

addEventListener('click', (event) => {
	const player = document.querySelector('#nghe');
	if (!player || !event.target.closest('[data-listen]')) return;
	event.preventDefault();
	player.currentTime = 0;
	player.play();
});
