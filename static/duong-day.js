// One line to the house for a page that another screen shows too: it hears that something changed and asks what to show; it never
// carries anything of anybody. A page that is not seen has none, so that many tabs do not use up what a browser gives one house.
const line = document.querySelector('[data-line]');
if (line) {
	const { line: address, lineState: state, lineTypes: types, keyNow: key, lineTo: to, lineOver: over } = line.dataset;
	const OVER = 'over';
	const query = location.search;
	const say = (what, shown) =>
		document.querySelectorAll(`[data-line-says="${what}"]`).forEach((one) => (one.hidden = !shown));
	const boxes = () => [...document.querySelectorAll('main input:not([type=hidden]), main textarea, main select')];
	const isTouched = (box) =>
		box.matches('[type=radio], [type=checkbox]')
			? box.checked !== box.defaultChecked
			: box.matches('select')
				? [...box.options].some((one) => one.selected !== one.defaultSelected)
				: box.value !== box.defaultValue;
	// What was typed, or what is said beside a wrong answer, is not swept away.
	const holds = () => boxes().some(isTouched) || document.querySelector('[aria-invalid=true]') !== null;

	// What is pressed here is heard here too: while the next page is on its way this one asks for none.
	let leaves = false;
	// A form that is sent beside the page (`gui-lai.js`) brings the next page too.
	for (const kind of ['beforeunload', 'sends'])
		addEventListener(kind, () => {
			leaves = true;
			setTimeout(() => (leaves = false), 8000);
		});

	const covered = () => document.querySelector('dialog[open]') !== null;
	const ask = async () => {
		// Behind a lantern everything stays as it was left.
		if (covered()) return;
		const answer = await fetch(state + (to ? query : ''), { cache: 'no-store' }).catch(() => null);
		say('lost', !answer);
		const now = answer?.ok && !answer.redirected ? await answer.text() : null;
		if (!answer || now === key || (now === null && !answer.redirected) || leaves || covered()) return;
		// The session of this page is over: whatever was in it is gone from here too. Whoever is led elsewhere comes back to this page.
		if (now === OVER) location.replace(over);
		// The sign-in is over: what was typed stays for whoever typed it.
		else if (answer.redirected && holds() && document.querySelector('[data-signed-out]')) dispatchEvent(new Event('signed-out'));
		// What somebody typed in another sitting (the part before a point) is swept away.
		else if (now !== null && holds() && (!key.includes('.') || now.split('.')[0] === key.split('.')[0])) say('changed', true);
		else location.replace(to ?? location.pathname + query);
	};

	let source = null;
	let calm = null;
	const draw = () => {
		source?.close();
		// Where nobody sits there is no line: such a page only asks.
		if (!address) return void ask();
		source = new EventSource(address);
		// What changed while there was no line; and whether there is one.
		source.onopen = ask;
		source.onerror = () => {
			setTimeout(ask, 3000);
			// A house that has nothing to tell closes the line for good: it is drawn again.
			if (source.readyState === EventSource.CLOSED) setTimeout(() => document.visibilityState === 'visible' && draw(), 3000);
		};
		source.addEventListener('changed', ask);
		for (const side of ['typing-desk', 'typing-screen'])
			source.addEventListener(side, () => {
				say(side, true);
				clearTimeout(calm);
				calm = setTimeout(() => say(side, false), 4000);
			});
	};
	draw();
	addEventListener('visibilitychange', () => {
		source?.close();
		if (document.visibilityState === 'visible') draw();
	});
	addEventListener('pagehide', () => source?.close());
	addEventListener('pageshow', (event) => event.persisted && draw());
	addEventListener('offline', ask);
	addEventListener('online', ask);
	// A tab that lies behind another hears it too, when the session is left in front of it.
	if (over) new BroadcastChannel('phien').onmessage = ask;
	// Beside the line it is asked now and then: money that came is on no line of ours.
	setInterval(() => document.visibilityState === 'visible' && ask(), 10_000);

	let said = 0;
	if (types)
		addEventListener('input', (event) => {
			if (!event.target.closest('main') || Date.now() - said < 1500) return;
			said = Date.now();
			fetch(types, { method: 'POST' }).catch(() => null);
		});
}
