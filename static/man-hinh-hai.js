// The second screen's one script: asks every two seconds whether another page is due. Without it the page refreshes itself.
const key = document.querySelector('[data-key-now]')?.dataset.keyNow;
const away = document.querySelector('[data-away]')?.dataset.away;
if (away) setTimeout(() => location.replace(away), 20000);
if (key)
	setInterval(async () => {
		const answer = await fetch(`/man-hinh-hai/trang-thai${location.search}`, { cache: 'no-store' }).catch(() => null);
		if (answer?.ok && (answer.redirected || (await answer.text()) !== key)) location.replace('/man-hinh-hai');
	}, 2000);

addEventListener('click', (event) => {
	const player = document.querySelector('#nghe');
	if (!player || !event.target.closest('[data-listen]')) return;
	event.preventDefault();
	player.currentTime = 0;
	player.play();
});
