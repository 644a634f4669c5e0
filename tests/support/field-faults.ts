import { IDBObjectStore as Store } from 'fake-indexeddb';
import type { Phone } from '#capabilities/field/store.browser.ts';
import type { Db } from '#platform/db.server.ts';

// What goes wrong in a history, at a step that its seed names.

export class ServerDied extends Error {
	/** As a database says that it goes down. */
	readonly code = '57P01';
}
export class PhoneDied extends Error {}

type Fuse = { left: number };
const burn = (fuse: Fuse): void => {
	if (--fuse.left === 0) throw new ServerDied('died');
};

/** A database whose program dies before its n-th statement: what it had begun is not there. */
export const mortal = (db: Db, fuse: Fuse): Db =>
	new Proxy(db, {
		apply(target, that, args: unknown[]) {
			const first = args[0];
			if (typeof first === 'object' && first !== null && 'raw' in first) burn(fuse);
			return Reflect.apply(target as never, that, args);
		},
		get(target, name) {
			const value: unknown = Reflect.get(target, name);
			if (name !== 'savepoint' || typeof value !== 'function') return value;
			return (work: (inner: Db) => Promise<unknown>) =>
				Reflect.apply(value, target, [(inner: Db) => work(mortal(inner, fuse))]) as unknown;
		}
	});

/** The tab is killed before its n-th transaction: the database is closed under whatever runs. Answers what calls that off. */
export function killAt(phone: Phone, n: number): () => void {
	let left = n;
	const { disk } = phone;
	const run = disk.transaction.bind(disk);
	disk.transaction = (...args) => {
		if (--left > 0) return run(...args);
		disk.close();
		throw new PhoneDied('killed');
	};
	return () => void (left = Number.POSITIVE_INFINITY);
}

const full = new Set<string>();
/** The disk of a phone has no room, or has some again. */
export const fill = (name: string, isFull: boolean): void => void (isFull ? full.add(name) : full.delete(name));

for (const how of ['put', 'add'] as const) {
	const plain = Store.prototype[how] as (...args: unknown[]) => unknown;
	Store.prototype[how] = function (this: { transaction: { db: { name: string } } }, ...args: unknown[]) {
		if (full.has(this.transaction.db.name)) throw new DOMException('no room', 'QuotaExceededError');
		return plain.apply(this, args);
	} as never;
}
