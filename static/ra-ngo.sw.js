// Keeps the field's app on the phone: its page, and what the page says that it is made of. Nothing that a server knows of anybody lies
// here; what was said and who lives where is in the app's own sealed store.
//
// A kept set is whole or it is not there: it gets its name only once all of it lies here, and the set before stays until then.

const SHELL = '/ra-ngo';
const FILES = '/_app/immutable/';
const SET = 'ra-ngo|';
const PATIENCE_MS = 3000;

const setsNow = async () => (await caches.keys()).filter((name) => name.startsWith(SET));

/** Fetches a whole set, gives it its name, and lets the others go. */
async function keep(version, files) {
	const name = SET + version;
	if ((await caches.keys()).includes(name)) return;
	const found = await Promise.all(
		[SHELL, ...files].map(async (url) => {
			const answer = (await caches.match(url)) && url !== SHELL ? await caches.match(url) : await fetch(url);
			if (!answer.ok) throw new Error(url);
			return [url, answer];
		})
	);
	const before = await setsNow();
	const cache = await caches.open(name);
	try {
		await Promise.all(found.map(([url, answer]) => cache.put(url, answer)));
	} catch (fault) {
		await caches.delete(name);
		throw fault;
	}
	await Promise.all(before.map((old) => caches.delete(old)));
}

/** The page of the server where it answers soon, else the one that lies here. */
async function page(request) {
	const kept = await caches.match(SHELL);
	if (!kept) return fetch(request);
	const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
	const fresh = fetch(request).then(
		(answer) => (answer.ok ? answer : kept),
		() => kept
	);
	return Promise.race([fresh, late]);
}

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
	const { version, files } = event.data;
	const done = keep(version, files).then(
		() => true,
		() => false
	);
	event.waitUntil(done.then((whole) => event.ports[0]?.postMessage(whole)));
});

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== location.origin) return;
	if (request.mode === 'navigate') event.respondWith(page(request));
	else if (url.pathname.startsWith(FILES) || url.pathname.startsWith(`${SHELL}.`))
		event.respondWith(caches.match(url.pathname).then((kept) => kept ?? fetch(request)));
});
