import { wrap, type IDBPDatabase } from 'idb';
import type { Bytes } from './bytes.ts';
import type { Sealer } from './parcel.browser.ts';
import type { Result } from './protocol.ts';
import type { StateRow } from './state.browser.ts';
import { diskOf, tableOf, type Disk, type Table, type Where } from './table.browser.ts';

/** What a phone is made of, given from outside: a simulator runs the same code. */
export type Device = {
	/** The name of its database. */
	name: string;
	indexedDB: IDBFactory;
	/** The phone's milliseconds; they may be wrong and may jump. */
	clock: () => number;
	/** Makes 32 bytes of a PIN, slowly; Argon2id unless given. */
	stretch?: (pin: string, salt: Uint8Array) => Promise<Uint8Array>;
	/** Another tab has emptied the phone, or the browser has: nothing that is open here is true any more. */
	onGone?: () => void;
	appVersion: string;
};

/** Something of the server's that lies here. Ids are the only words that can be read of it. */
export type Row = {
	area: string;
	id: string;
	kind: 'household' | 'late';
	/** Whose home it is or speaks of: it goes with the household. */
	household: string | null;
	n: number;
	sealed: Bytes;
};

/** An operation of this phone: as it travels, where it stands, and by what it is found. */
export type OutboxRow = {
	id: string;
	seq: number;
	sealed: string;
	signature: string;
	command: string;
	household: string | null;
	people: readonly string[];
	area: string;
	deps: readonly string[];
	/** When it was said, by the server's clock as the phone knew it. */
	madeAt: number;
	/**
	 * `done`: the server has it for good; `box`: it was rejected, and a person looks at it. A photo is many heavy words: it goes `later` than all
	 * others, and is `laid` once the server has it.
	 */
	status: 'waiting' | 'done' | 'box' | 'later' | 'laid';
	/** When the server said so, by its own clock; of what goes later, when it was last tried. */
	settledAt: number | null;
	result: Result | null;
	code: string | null;
	tries: number;
	/** The operation under the phone's own key, for showing. */
	copy: Bytes | null;
};

/** What opens and closes texts under the phone's data key. `bind` is what else the tag covers. */
export type Unlocked = {
	seal: (text: string, bind: string) => Promise<Bytes>;
	open: (bytes: Bytes, bind: string) => Promise<string>;
};

/** The tables of a phone: by themselves, or all within one transaction. */
export type Tables = {
	keys: Table<{ name: string }, string>;
	state: Table<StateRow, string>;
	rows: Table<Row, [string, string]>;
	outbox: Table<OutboxRow, string>;
};
type TableName = keyof Tables;

/** A phone whose database is open. `memory` is what is worth making once only; it dies with the page. */
export type Phone = Tables & {
	device: Device;
	disk: Disk;
	memory: {
		unlocked: Unlocked | null;
		signing: CryptoKey | null;
		ephemeral: Promise<CryptoKeyPair> | null;
		sealer: Sealer | null;
	};
};

/** The store cannot do it: nothing was written. */
export class StoreRefusal extends Error {
	readonly code: 'storage-full' | 'not-paired' | 'no-area' | 'too-long';

	constructor(code: StoreRefusal['code']) {
		super(code);
		this.code = code;
	}
}

const VERSION = 10;
/** Ids are the only words by which anything is found. An index of several keys is named by them. */
const outboxBy = ['status+seq', 'status+settledAt', 'area+status'] as const;

function make(database: IDBDatabase): void {
	database.createObjectStore('keys', { keyPath: 'name' });
	database.createObjectStore('state', { keyPath: 'key' });
	database.createObjectStore('rows', { keyPath: ['area', 'id'] }).createIndex('household', 'household');
	const outbox = database.createObjectStore('outbox', { keyPath: 'id' });
	outbox.createIndex('seq', 'seq', { unique: true });
	for (const name of outboxBy) outbox.createIndex(`[${name}]`, name.split('+'));
	outbox.createIndex('household', 'household');
	outbox.createIndex('people', 'people', { multiEntry: true });
}

/** Opens the store of a phone, and makes it where there is none. */
export async function openPhone(device: Device): Promise<Phone> {
	const asked = device.indexedDB.open(device.name, VERSION);
	asked.onupgradeneeded = () => make(asked.result);
	const database = (await wrap(asked)) as IDBPDatabase;
	const disk = diskOf(database, device.indexedDB);
	database.addEventListener('versionchange', () => {
		database.close();
		device.onGone?.();
	});
	database.addEventListener('close', () => device.onGone?.());
	return {
		...{ device, disk, ...tablesIn(disk.table) },
		memory: { unlocked: null, signing: null, ephemeral: null, sealer: null }
	};
}

export const closePhone = (phone: Phone): void => phone.disk.close();

/** Whether the disk is full. A request says so, or a transaction that was given up at its end. */
const isFull = (fault: unknown): boolean =>
	(fault instanceof Error || fault instanceof DOMException) && fault.name === 'QuotaExceededError';

/**
 * All of `act` or nothing, on tables of its transaction. It awaits nothing but the database. Refuses `storage-full` where the disk has
 * no room; nothing is written then.
 */
export async function atOnce<T, N extends TableName>(
	phone: Phone,
	mode: 'r' | 'rw',
	names: readonly N[],
	act: (tables: Pick<Tables, N>) => Promise<T>
): Promise<T> {
	const transaction = phone.disk.transaction(names, mode === 'r' ? 'readonly' : 'readwrite');
	// Why it was given up is said below.
	transaction.done.catch(() => {});
	try {
		const result = await act(tablesIn((name) => tableOf(() => ({ store: transaction.objectStore(name), done: null }))));
		await transaction.done;
		return result;
	} catch (fault) {
		giveUp(transaction);
		throw isFull(fault) || isFull(transaction.error) ? new StoreRefusal('storage-full') : fault;
	}
}

/** The tables of a transaction; one that it did not name is asked for in vain. */
const tablesIn = (table: Disk['table']): Tables => ({
	keys: table('keys'),
	state: table('state'),
	rows: table('rows'),
	outbox: table('outbox')
});

/** One that has ended by itself needs nothing more. */
function giveUp(transaction: Pick<IDBTransaction, 'abort'>): void {
	try {
		transaction.abort();
	} catch (fault) {
		if (!(fault instanceof DOMException && fault.name === 'InvalidStateError')) throw fault;
	}
}

/** A key that comes after every text and number. */
const LAST: IDBValidKey = [];

/** The keys of everything of an area in `rows`. */
export const ofArea = (area: string): Where => ({ range: IDBKeyRange.bound([area], [area, LAST]) });
export const ofHousehold = (household: string): Where => ({ index: 'household', range: household });
export const ofPerson = (person: string): Where => ({ index: 'people', range: person });
export const bySeq: Where = { index: 'seq' };

/** How an operation stands, in the order in which it was said; after a number. */
export const standing = (status: OutboxRow['status'], after = 0, most?: number): Where => ({
	...{ index: '[status+seq]', range: IDBKeyRange.bound([status, after], [status, LAST], true) },
	...(most === undefined ? {} : { most })
});
/** What was done, or laid, before a moment of the server's. */
export const settledBefore = (status: 'done' | 'laid', at: number): Where => ({
	...{ index: '[status+settledAt]', range: IDBKeyRange.bound([status, 0], [status, at], false, true) }
});
export const inArea = (area: string, status: OutboxRow['status']): Where => ({
	...{ index: '[area+status]', range: [area, status] }
});
/** Keys of the state that begin so. */
export const keyed = (prefix: string): Where => ({ range: IDBKeyRange.bound(prefix, `${prefix}\uffff`) });

/** How many operations have not arrived. */
export const countUnsent = async (tables: Pick<Tables, 'outbox'>): Promise<number> =>
	(await countOf(tables, 'waiting')) + (await countOf(tables, 'later'));

/** How many operations stand there. */
export const countOf = ({ outbox }: Pick<Tables, 'outbox'>, status: OutboxRow['status']): Promise<number> =>
	outbox.count(standing(status));
