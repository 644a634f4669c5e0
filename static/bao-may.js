// A page that offers to ring this browser when there is news of what it shows. Where a browser cannot, nothing is offered. What rings is
// asked for by a press alone, and the page sends itself with what the browser gives.
const form = document.querySelector('form[data-ring]');
if (form && 'serviceWorker' in navigator && 'PushManager' in window) {
	form.hidden = false;
	const says = (what) =>
		form.querySelectorAll('[data-ring-says]').forEach((one) => (one.hidden = one.dataset.ringSays !== what));
	const bytes = (key) => Uint8Array.from(atob(key.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0));

	const subscribe = async () => {
		if ((await Notification.requestPermission()) !== 'granted') return says('denied');
		await navigator.serviceWorker.register('/bao-may.sw.js');
		const { pushManager } = await navigator.serviceWorker.ready;
		const asked = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.ring) };
		form.elements.browser.value = JSON.stringify(await pushManager.subscribe(asked));
		form.submit();
	};
	const ask = form.querySelector('button:not([type=button])');
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		ask.disabled = true;
		says('');
		await subscribe().catch(() => says('fails'));
		ask.disabled = false;
	});

	// What a browser gave up is told to us by whoever would have rung it.
	const stop = form.querySelector('[data-ring-stop]');
	const rung = async () => (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription();
	rung().then((one) => (stop.hidden = !one), () => undefined);
	stop.querySelector('button').addEventListener('click', async () => {
		await (await rung())?.unsubscribe();
		location.replace(location.pathname);
	});
}
