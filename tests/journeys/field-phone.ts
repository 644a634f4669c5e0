import { get } from 'node:http';
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';

// What lies on a phone of the field, and what it weighs.

/**
 * What the app weighs as it is sent, in bytes: the scripts that open it, walk and write a visit; those of the page on which files are
 * written; and the words of one language.
 */
export async function appBytes(field: string): Promise<{ scripts: number; table: number; words: number }> {
	const list = await (await fetch(`${field}/_app/immutable/ra-ngo.json`)).json();
	const { files, table } = list as { files: string[]; table: string };
	const words = files.filter((file) => file.includes('app-words.'));
	expect(words.map((file) => /app-words\.(\w+)/.exec(file)![1]).toSorted()).toEqual(['en', 'hi', 'vi']);
	const sent = async (some: readonly string[]): Promise<number> =>
		(await Promise.all(some.map((file) => bytesOf(`${field}${file}`)))).reduce((all, bytes) => all + bytes, 0);
	return {
		scripts: await sent(files.filter((file) => file.endsWith('.js') && file !== table)),
		table: await sent([table]),
		words: await sent(words.filter((file) => file.includes('.vi.')))
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
