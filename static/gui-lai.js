// What was typed is not lost with the line, nor with a sign-in that is over: a form that says so (`data-keeps-trying`) is sent beside
// the page, under the request of its page and so never twice, until the house has answered; and any form waits while there is no line.
// What the house refuses is sent once more as any form is, so that its words appear. A password is never held.
(() => {
const SECONDS_BETWEEN = [1, 2, 4, 8, 15];
const lineBack = (seconds) =>
	new Promise((done) => {
		addEventListener('online', done, { once: true });
		setTimeout(done, seconds * 1000);
	});
const bodyOf = (form, submitter) => {
	const data = new FormData(form, submitter);
	return form.enctype === 'multipart/form-data' ? data : new URLSearchParams(data);
};
// A house that cannot be reached answers nothing, and neither does what stands before it.
const sendOnce = (to, body) =>
	fetch(to, { method: 'POST', body, headers: { accept: 'application/json', 'x-sveltekit-action': 'true' } })
		.then((reply) => (reply.status >= 502 ? null : reply.json().catch(() => ({ type: 'page' }))))
		.catch(() => null);

const over = document.querySelector('[data-signed-out]');
const tell = (what) =>
	document.querySelectorAll('[data-sends]').forEach((one) => (one.hidden = one.dataset.sends !== what));

// Who works in this browser now, and in which session; nobody while there is no line or no sign-in.
const whoWorks = () =>
	fetch(over.dataset.asks, { cache: 'no-store' })
		.then((reply) => (reply.ok && !reply.redirected ? reply.text() : ''))
		.catch(() => '')
		.then((text) => text.split(' '));
// What waited is not sent in another's name.
const byOthers = async () => {
	const [who] = over ? await whoWorks() : [''];
	return who !== '' && who !== over.dataset.signedOut;
};

// The sign-in is over: the page is covered as it is, and opens for whoever it was alone.
let opens = false;
const cover = () => {
	if (over.open) return;
	over.showModal();
	const look = async () => {
		const [who, session] = await whoWorks();
		if (who && who !== over.dataset.signedOut) return location.replace(over.dataset.home);
		if (!who || (over.dataset.session && over.dataset.session !== session)) return setTimeout(look, 2000);
		opens = true;
		over.close();
		tell('again');
	};
	look();
};
if (over) {
	over.addEventListener('cancel', (event) => event.preventDefault());
	addEventListener('keydown', (event) => over.open && event.key === 'Escape' && event.preventDefault(), true);
	// A browser lets a repeated Escape close any dialog: this one opens again until it was the same hands.
	over.addEventListener('close', () => {
		if (!opens) over.showModal();
		opens = false;
	});
	addEventListener('signed-out', cover);
}

const goOn = (to) => {
	const url = new URL(to, location.href);
	if (over && url.pathname === over.dataset.signIn) return cover();
	const lantern = document.querySelector('dialog[data-idle]');
	if (lantern && url.pathname === lantern.dataset.idle) return lantern.open || lantern.showModal();
	const same = url.pathname + url.search === location.pathname + location.search;
	location.assign(url);
	if (same && url.hash) location.reload();
};

const natively = (form, to, submitter) => {
	if (submitter?.name) {
		const pressed = document.createElement('input');
		Object.assign(pressed, { type: 'hidden', name: submitter.name, value: submitter.value });
		form.append(pressed);
	}
	form.action = to;
	form.submit();
};

const trying = new WeakMap();
const send = async (form, submitter) => {
	const to = submitter?.hasAttribute('formaction') ? submitter.formAction : form.action;
	const own = form.querySelector('[data-say]');
	const body = bodyOf(form, submitter);
	// Whoever types on has thought again: what was pressed is not sent behind their back.
	let thinks = false;
	const stop = () => (thinks = true);
	form.addEventListener('input', stop);
	trying.set(form, { submitter, stop });
	dispatchEvent(new Event('sends'));
	let said = await sendOnce(to, body);
	for (let n = 0; !said && !thinks; n++) {
		if (own) Object.assign(own, { textContent: own.dataset.say, hidden: false });
		else tell('waits');
		await lineBack(SECONDS_BETWEEN[Math.min(n, SECONDS_BETWEEN.length - 1)]);
		if (await byOthers()) return location.replace(over.dataset.home);
		if (!thinks) said = await sendOnce(to, body);
	}
	form.removeEventListener('input', stop);
	if (trying.get(form)?.stop === stop) {
		trying.delete(form);
		delete form.dataset.sent;
		tell(null);
	}
	if (!said) return;
	if (said.type === 'redirect') goOn(said.location);
	else natively(form, to, submitter);
};

addEventListener('submit', (event) => {
	const { target: form, submitter } = event;
	if (event.defaultPrevented || form.method !== 'post' || form.target || form.querySelector('[type=password]')) return;
	if (!form.closest('[data-keeps-trying]') && (navigator.onLine || !form.action.includes('?/'))) return;
	event.preventDefault();
	const before = trying.get(form);
	if (before?.submitter === submitter) return;
	before?.stop();
	send(form, submitter);
});
})();
