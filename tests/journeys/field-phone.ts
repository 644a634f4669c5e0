import { get } from 'node:http';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

// What lies on a phone of the field, and what it weighs.

/** What the scripts of the app weigh as they are sent, all of them, with the words of one language. */
export async function scriptBytes(field: string): Promise<number> {
	const list = await (await fetch(`${field}/_app/immutable/ra-ngo.json`)).json();
	const { files, words } = list as { files: string[]; words: Record<string, string> };
	expect(Object.keys(words).toSorted()).toEqual(['en', 'hi', 'vi']);
	const sent = await Promise.all(
		files
			// The words of two other languages lie on the phone too, and are not run.
			.filter((file) => file.endsWith('.js') && file !== words['en'] && file !== words['hi'])
			.map(
				(file) =>
					new Promise<number>((done, fail) =>
						get(`${field}${file}`, { headers: { 'accept-encoding': 'br' } }, (answer) => {
							let bytes = 0;
							answer.on('data', (part: Buffer) => (bytes += part.length));
							answer.on('end', () => done(bytes));
						}).on('error', fail)
					)
			)
	);
	return sent.reduce((all, bytes) => all + bytes, 0);
}

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
