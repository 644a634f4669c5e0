import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';

// The few lines that run in a browser when it is rung, in a place that has what a browser gives them.

type Heard = { waitUntil: (work: Promise<unknown>) => void } & Record<string, unknown>;

test('a browser that is rung shows the words that were sent and nothing else; a press on them opens the page that knows', async () => {
	const heard = new Map<string, (event: Heard) => void>();
	const shown: unknown[] = [];
	const work: Promise<unknown>[] = [];
	runInNewContext(readFileSync('static/bao-may.sw.js', 'utf8'), {
		addEventListener: (name: string, hear: (event: Heard) => void) => heard.set(name, hear),
		registration: { showNotification: (...said: unknown[]) => Promise.resolve(shown.push(said[0])) },
		clients: { openWindow: (to: string) => Promise.resolve(shown.push(to)) }
	});
	const waitUntil = (one: Promise<unknown>): void => void work.push(one);
	heard.get('push')!({ waitUntil, data: { text: () => 'Có tin mới từ Trung tâm.' } });
	let closed = false;
	heard.get('notificationclick')!({ waitUntil, notification: { close: () => (closed = true) } });
	await Promise.all(work);
	expect([shown, closed]).toEqual([['Có tin mới từ Trung tâm.', '/tin-moi'], true]);
	expect([...heard.keys()]).toEqual(['push', 'notificationclick']);
});
