// Keeps the field's app on the phone: its page, and all that the build says it is made of. Nothing that a server knows of anybody lies
// here; what was said and who lives where is in the app's own sealed store.
//
// A kept app is whole or it is none: a mark is laid last, and what has no mark is not served. The page that lies here is served first, so
// that a line which breaks in the middle shows the app and no white page; a newer one is fetched beside it, and serves from the next start.

const SHELL = '/ra-ngo';
const LIST = '/_app/immutable/ra-ngo.json';
const FILES = '/_app/immutable/';
const MARK = '/ra-ngo.kept';
const APP = 'ra-ngo|';
/** What cards say aloud: each stays once it was fetched, whichever app is here. */
const VOICES = '/the-day/';
const VOICES_KEPT = 'ra-ngo-voices';

const isWhole = async (name) => Boolean(await (await caches.open(name)).match(MARK));

/** The app that is whole, of several the newest; null where none is. */
async function whole() {
	const names = (await caches.keys()).filter((name) => name.startsWith(APP)).reverse();
	for (const name of names) if (await isWhole(name)) return caches.open(name);
	return null;
}

const from = async (url) => {
	const answer = await fetch(url, { cache: 'no-store' });
	if (!answer.ok) throw new Error(url);
	return answer;
};

let keeping = null;
/** Fetches what the house has now, unless it lies here; the one before goes once the new one is whole. */
const keep = () => (keeping ??= keepNow().finally(() => (keeping = null)));

async function keepNow() {
	const { version, files } = await (await from(LIST)).json();
	const name = APP + version;
	if ((await caches.keys()).includes(name) && (await isWhole(name))) return;
	await caches.delete(name);
	const cache = await caches.open(name);
	for (const url of [SHELL, ...files]) {
		// What is named by its content is the same in every app.
		const kept = url === SHELL ? null : await caches.match(url);
		await cache.put(url, kept ?? (await from(url)));
	}
	await cache.put(MARK, new Response(version));
	for (const other of await caches.keys()) if (other.startsWith(APP) && other !== name) await caches.delete(other);
}

const quietly = (work) => work.catch(() => {});

self.addEventListener('install', (event) => {
	self.skipWaiting();
	event.waitUntil(quietly(keep()));
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

async function voice({ pathname, search }) {
	const cache = await caches.open(VOICES_KEPT);
	const kept = await cache.match(pathname + search);
	if (kept) return kept;
	// All of it, whichever part a player asks for first.
	const answer = await fetch(pathname + search);
	if (answer.status !== 200) return answer;
	// The one of before goes; a disk that is full plays it all the same.
	await cache.delete(pathname, { ignoreSearch: true }).catch(() => {});
	await cache.put(pathname + search, answer.clone()).catch(() => {});
	return answer;
}

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method === 'GET' && url.origin === location.origin && url.pathname.startsWith(VOICES))
		return void event.respondWith(voice(url));
	if (request.method !== 'GET' || url.origin !== location.origin || url.pathname === LIST) return;
	const page = request.mode === 'navigate';
	if (page) event.waitUntil(quietly(keep()));
	if (!page && !url.pathname.startsWith(FILES) && !url.pathname.startsWith(`${SHELL}.`)) return;
	event.respondWith(
		whole().then(async (app) => (await app?.match(page ? SHELL : url.pathname)) ?? fetch(request))
	);
});
