// A page that offers to ring this browser when there is news of what it shows. Where a browser cannot, nothing is offered. What rings is
// asked for by a press alone, and the page sends itself with what the browser gives.
const form = document.querySelector('form[data-ring]');
if (form && 'serviceWorker' in navigator && 'PushManager' in window) {
	form.hidden = false;
	const says = (what) =>
		form.querySelectorAll('[data-ring-says]').forEach((one) => (one.hidden = one.dataset.ringSays !== what));
	const bytes = (key) => Uint8Array.from(atob(key.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0));

	const subscribe = async () => {
		if ((await Notification.requestPermission()) !== 'granted') return 'denied';
		await navigator.serviceWorker.register('/bao-may.sw.js');
		const { pushManager } = await navigator.serviceWorker.ready;
		const asked = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.ring) };
		form.elements.browser.value = JSON.stringify(await pushManager.subscribe(asked));
		form.submit();
		return '';
	};
	const ask = form.querySelector('[data-ring-ask] button');
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		// A page that looks again by itself waits while the browser asks.
		window.stop();
		ask.disabled = true;
		says('');
		const why = await subscribe().catch(() => 'fails');
		says(why);
		ask.disabled = why === '';
		if (why !== '') setTimeout(() => location.reload(), 15_000);
	});

	// What a browser gave up is told to us by whoever would have rung it.
	const [stop, on, asks] = ['stop', 'on', 'ask'].map((what) => form.querySelector(`[data-ring-${what}]`));
	const rung = async () => (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription();
	rung().then(
		(one) => {
			stop.hidden = !one;
			if (!one) [on.hidden, asks.hidden] = [true, false];
		},
		() => undefined
	);
	stop.querySelector('button').addEventListener('click', async () => {
		await (await rung())?.unsubscribe();
		location.replace(location.pathname);
	});
}
