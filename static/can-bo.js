// What staff pages do by themselves, in one small plain script: they carry no other JavaScript, so nothing of a person
// lives on in a page’s memory, and a key works as soon as the page is seen (`blocking="render"`): none is lost, none meant for the page before.

const inField = (target) => target instanceof Element && target.matches('input:not([type=radio]):not([type=checkbox]), textarea, select');

// One key, one button: a press of a key (or Alt and a key) clicks what names it by data-key. Single letters count only
// outside of fields, so that typing a name never calls the next number.
addEventListener('keydown', (event) => {
	if (event.ctrlKey || event.metaKey || event.repeat) return;
	const key = (event.altKey ? 'Alt+' : '') + (event.key.length === 1 ? event.key.toUpperCase() : event.key);
	if (inField(event.target) && key.length === 1) return;
	const target = [...document.querySelectorAll('[data-key]')].find((one) => one.dataset.key === key && one.checkVisibility());
	if (!target) return;
	event.preventDefault();
	if (target.matches('input, textarea')) target.focus();
	else target.click();
	// What a key has opened is written in at once; where there is nothing to write in, Tab goes on from its name.
	if (target.matches('summary') && target.parentElement.open)
		(target.parentElement.querySelector('input:not([type=hidden]), select, textarea') ?? target).focus();
});

// The sheet of all pages lies over the page: Escape or a press beside it puts it away.
const sheet = document.querySelector('.lintel details');
if (sheet) {
	addEventListener('keydown', (event) => {
		if (event.key !== 'Escape' || !sheet.open) return;
		sheet.open = false;
		sheet.querySelector('summary').focus();
	});
	addEventListener('pointerdown', (event) => {
		if (sheet.open && !sheet.contains(event.target)) sheet.open = false;
	});
}

// The browser's own words for choosing a file are in its language, not in ours: ours stand on labels, the name beside them.
addEventListener('change', (event) => {
	if (event.target.type !== 'file') return;
	const boxes = event.target.form.querySelectorAll('input[type=file]');
	for (const other of boxes) if (other !== event.target) other.value = '';
	const chosen = event.target.form.querySelector('[data-chosen]');
	if (!chosen) return;
	const file = event.target.files[0];
	const large = file && file.size > Number(chosen.dataset.most);
	if (large) event.target.value = '';
	chosen.textContent = large ? chosen.dataset.tooLarge : (file?.name ?? '');
});

// A second press of the same button sends nothing twice.
addEventListener('submit', (event) => {
	if (event.target.dataset.sent) return event.preventDefault();
	event.target.dataset.sent = 'yes';
	setTimeout(() => delete event.target.dataset.sent, 4000);
});

const touched = () =>
	[...document.querySelectorAll('input, textarea')].some((box) =>
		box.matches('[type=radio], [type=checkbox]') ? box.checked !== box.defaultChecked : box.value !== box.defaultValue
	);

// The queue and a waiting page look again, while they are seen and nobody types or has opened something.
const again = document.querySelector('[data-refresh]');
if (again) {
	setInterval(() => {
		const busy = inField(document.activeElement) || document.querySelector('dialog[open], details[open]') || touched();
		if (document.visibilityState === 'visible' && !busy) location.replace(location.pathname + location.search);
	}, Number(again.dataset.refresh) * 1000);
}

// Copying by hand: each box is ticked once copied, C copies the next, and the clipboard is emptied when the page goes.
const copies = [...document.querySelectorAll('[data-copy]')];
if (copies.length > 0 && navigator.clipboard) {
	const marks = document.querySelector('[data-copied-count]');
	const point = () => copies.forEach((one) => (one === copies.find((other) => !other.dataset.done) ? (one.dataset.key = 'C') : delete one.dataset.key));
	for (const one of copies) {
		one.hidden = false;
		one.addEventListener('click', async () => {
			await navigator.clipboard.writeText(one.dataset.copy);
			one.dataset.done = 'yes';
			one.classList.add('did');
			if (marks) marks.textContent = String(copies.filter((other) => other.dataset.done).length);
			point();
		});
	}
	point();
	addEventListener('pagehide', () => void navigator.clipboard.writeText('').catch(() => {}));
}

// So many minutes without a touch: the lantern covers the page and the server covers the machine. What was typed stays in
// its boxes behind it, and is there again once the helper has opened with a password. Whoever types long is told as work.
const lantern = document.querySelector('dialog[data-idle]');
if (lantern) {
	const post = (what, body = {}) =>
		fetch(`${lantern.dataset.idle}?/${what}`, {
			method: 'POST',
			body: new URLSearchParams(body),
			headers: { accept: 'application/json', 'x-sveltekit-action': 'true' }
		})
			.then((reply) => reply.json())
			.catch(() => null);
	const wait = Number(lantern.dataset.minutes) * 60_000;
	const SAYS_WORK_MS = 240_000;
	let said = Date.now();
	const lock = () => {
		if (lantern.open) return;
		lantern.showModal();
		post('lock');
	};
	let timer = setTimeout(lock, wait);
	for (const kind of ['keydown', 'pointerdown', 'input']) {
		addEventListener(kind, () => {
			if (lantern.open) return;
			clearTimeout(timer);
			timer = setTimeout(lock, wait);
			if (Date.now() - said < SAYS_WORK_MS) return;
			said = Date.now();
			post('work');
		});
	}
	// A browser lets a repeated Escape close any dialog: this one opens again until the password was right, or the key of this
	// machine (`khoa-may.js` says so).
	let opened = false;
	const open = () => {
		opened = true;
		lantern.close();
		timer = setTimeout(lock, wait);
	};
	lantern.addEventListener('opened', open);
	lantern.addEventListener('cancel', (event) => event.preventDefault());
	lantern.addEventListener('keydown', (event) => event.key === 'Escape' && event.preventDefault());
	lantern.addEventListener('close', () => {
		if (!opened) lantern.showModal();
		opened = false;
	});
	lantern.querySelector('form').addEventListener('submit', async (event) => {
		event.preventDefault();
		const box = lantern.querySelector('input[type=password]');
		const reply = await post('open', { password: box.value });
		box.value = '';
		// Led to the sign-in: the shift has ended, and there is nothing left to open.
		if (reply?.type === 'redirect' && reply.location.includes('dang-nhap')) return location.assign(reply.location);
		const right = reply?.type === 'redirect';
		lantern.querySelector('[role=alert]').hidden = right;
		if (right) open();
	});
}

// "Nghe lại": the voice of the page begins again.
addEventListener('click', (event) => {
	const player = document.querySelector('#nghe');
	if (!player || !event.target.closest('[data-listen]')) return;
	event.preventDefault();
	player.currentTime = 0;
	player.play();
});

// Whoever was in a session on this machine may have left it by this page: tabs that it opened ask whether they may still stand.
new BroadcastChannel('phien').postMessage('look');

if (document.querySelector('[data-print]')) addEventListener('load', () => print());
document.querySelector('[data-print-button]')?.addEventListener('click', () => print());
