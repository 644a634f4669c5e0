import { get } from 'node:http';
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';

// What lies on a phone of the field, and what it weighs.

/**
 * What the app weighs as it is sent, in bytes: the scripts that open it, walk and write a visit; those of the pages that are
 * run at few doors; the roll of a class; and the words of one language.
 */
export async function appBytes(
	field: string
): Promise<{ scripts: number; few: number; roll: number; stuck: number; words: number; stuckWords: number }> {
	const list = await (await fetch(`${field}/_app/immutable/ra-ngo.json`)).json();
	const { files, few, roll, stuck } = list as Record<'files' | 'few' | 'roll' | 'stuck', string[]>;
	const words = files.filter((file) => file.includes('app-words.'));
	expect(words.map((file) => /app-words\.(\w+)/.exec(file)![1]).toSorted()).toEqual(['en', 'hi', 'vi']);
	const sent = async (some: readonly string[]): Promise<number> =>
		(await Promise.all(some.map((file) => bytesOf(`${field}${file}`)))).reduce((all, bytes) => all + bytes, 0);
	return {
		scripts: await sent(files.filter((file) => file.endsWith('.js') && ![...few, ...roll, ...stuck].includes(file))),
		few: await sent(few),
		roll: await sent(roll),
		stuck: await sent(stuck),
		words: await sent(words.filter((file) => file.includes('.vi.'))),
		stuckWords: await sent(files.filter((file) => file.includes('stuck-words.vi.')))
	};
}

const bytesOf = (address: string): Promise<number> =>
	new Promise((done, fail) =>
		get(address, { headers: { 'accept-encoding': 'br' } }, (answer) => {
			let bytes = 0;
			answer.on('data', (part: Buffer) => (bytes += part.length));
			answer.on('end', () => done(bytes));
		}).on('error', fail)
	);

/** How many operations lie on a phone, by where they stand. */
export const linesOn = (page: Page): Promise<Record<string, number>> =>
	page.evaluate(async () => {
		const asked = indexedDB.open('ra-ngo');
		const db = await new Promise<IDBDatabase>((done) => (asked.onsuccess = () => done(asked.result)));
		const rows = db.transaction('outbox').objectStore('outbox').getAll();
		const all = await new Promise<{ status: string }[]>((done) => (rows.onsuccess = () => done(rows.result)));
		db.close();
		return all.reduce<Record<string, number>>((by, { status }) => ({ ...by, [status]: (by[status] ?? 0) + 1 }), {});
	});

/**
 * The line of a phone, which goes and comes. A page that is opened while the machine is busy may ask the house before the browser has told it
 * that there is none: what asks is told by itself too.
 */
export async function lineOf(context: BrowserContext) {
	let there = true;
	await context.exposeFunction('lineIsThere', () => there);
	await context.addInitScript(() => {
		const go = window.fetch.bind(window);
		const asked = (window as unknown as { lineIsThere: () => Promise<boolean> }).lineIsThere;
		window.fetch = async (to, how) => {
			if (String(to).includes('/dong-bo/') && !(await asked())) throw new TypeError('no line');
			return go(to, how);
		};
	});
	const set = async (to: boolean) => {
		there = to;
		await context.setOffline(!to);
	};
	return { goes: () => set(false), comes: () => set(true) };
}

/** Everything that a browser keeps of the app, as text. */
export const dumpOf = (page: Page): Promise<string> =>
	page.evaluate(async () => {
		const open = indexedDB.open('ra-ngo');
		const db = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
		const all: unknown[] = [];
		for (const store of db.objectStoreNames) {
			const rows = db.transaction(store).objectStore(store).getAll();
			all.push(await new Promise((done) => (rows.onsuccess = () => done(rows.result))));
		}
		db.close();
		const text = (value: unknown): unknown =>
			value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) + new TextDecoder().decode(value) : value;
		const kept = [];
		for (const name of await caches.keys())
			for (const request of await (await caches.open(name)).keys())
				if (!request.url.endsWith('.woff2')) kept.push(await (await caches.match(request))!.text());
		return JSON.stringify([all, { ...localStorage }, { ...sessionStorage }], (_, value) => text(value)) + kept.join('');
	});
