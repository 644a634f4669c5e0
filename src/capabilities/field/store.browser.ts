import { Dexie } from 'dexie';
import type { Table, TransactionMode } from 'dexie';
import type { Bytes } from './bytes.ts';
import type { Sealer } from './parcel.browser.ts';
import type { Result } from './protocol.ts';
import type { StateRow } from './state.browser.ts';

/** What a phone is made of, given from outside: a simulator runs the same code. */
export type Device = {
	/** The name of its database. */
	name: string;
	indexedDB: IDBFactory;
	IDBKeyRange: typeof IDBKeyRange;
	/** The phone's milliseconds; they may be wrong and may jump. */
	clock: () => number;
	/** Makes 32 bytes of a PIN, slowly; Argon2id unless given. */
	stretch?: (pin: string, salt: Uint8Array) => Promise<Uint8Array>;
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
	/** `done`: the server has it for good; `box`: it was rejected, and a person looks at it. */
	status: 'waiting' | 'done' | 'box';
	/** When the server said so, by its own clock. */
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

/** A phone whose database is open. `memory` is what is worth making once only; it dies with the page. */
export type Phone = {
	device: Device;
	database: Dexie;
	keys: Table<{ name: string }, string>;
	state: Table<StateRow, string>;
	rows: Table<Row, [string, string]>;
	outbox: Table<OutboxRow, string>;
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

/** Opens the store of a phone, and makes it where there is none. */
export async function openPhone(device: Device): Promise<Phone> {
	const { name, indexedDB, IDBKeyRange } = device;
	// What was said is not in a buffer of the system when a person reads that it is kept.
	const database = new Dexie(name, {
		indexedDB,
		IDBKeyRange,
		chromeTransactionDurability: 'strict',
		cache: 'disabled'
	});
	database.version(1).stores({
		keys: 'name',
		state: 'key',
		rows: '[area+id], household',
		outbox: 'id, &seq, [status+seq], [status+settledAt], [area+status], household, *people'
	});
	await database.open();
	return {
		device,
		database,
		keys: database.table('keys'),
		state: database.table('state'),
		rows: database.table('rows'),
		outbox: database.table('outbox'),
		memory: { unlocked: null, signing: null, ephemeral: null, sealer: null }
	};
}

export const closePhone = (phone: Phone): void => phone.database.close();

/** Whether the disk is full. A request says so, or a transaction that was given up at its end. */
function isFull(fault: unknown): boolean {
	if (!(fault instanceof Error || fault instanceof DOMException)) return false;
	if (fault.name === 'QuotaExceededError') return true;
	if ('failures' in fault && Array.isArray(fault.failures) && fault.failures.some(isFull)) return true;
	return 'inner' in fault && isFull(fault.inner);
}

type TableName = 'keys' | 'state' | 'rows' | 'outbox';

/**
 * All of `act` or nothing. It awaits nothing but the database. Refuses `storage-full` where the disk has no room; nothing is
 * written then.
 */
export async function atOnce<T>(
	phone: Phone,
	mode: TransactionMode,
	tables: readonly TableName[],
	act: () => Promise<T>
): Promise<T> {
	try {
		return await phone.database.transaction(mode, tables, act);
	} catch (fault) {
		throw isFull(fault) ? new StoreRefusal('storage-full') : fault;
	}
}

/** The keys of everything of an area in `rows`. */
export const rowsOf = (phone: Phone, area: string) =>
	phone.rows.where('[area+id]').between([area, Dexie.minKey], [area, Dexie.maxKey]);

/** What waits, in the order in which it was said, after a number. */
export const waitingAfter = (phone: Phone, seq: number) =>
	phone.outbox.where('[status+seq]').between(['waiting', seq], ['waiting', Dexie.maxKey], false);

/** How many operations stand there. */
export const countOf = (phone: Phone, status: OutboxRow['status']): Promise<number> =>
	phone.outbox.where('[status+seq]').between([status, Dexie.minKey], [status, Dexie.maxKey]).count();
