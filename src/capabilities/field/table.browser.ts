import { wrap } from 'idb';
import type { IDBPDatabase, IDBPObjectStore, IDBPTransaction } from 'idb';

// A table of a phone's store, by itself or within a transaction that is open around it. Within one it awaits nothing but the database.

type Mode = 'readonly' | 'readwrite';
type Store = IDBPObjectStore<unknown, string[], string, Mode>;
/** A transaction that was opened for one act alone says when it is done; the one around it does so by itself. */
type Opened = { store: Store; done: Promise<void> | null };

/** Rows of an index, or of the table by its key; all of them where no range is given, the first `most` of them where that is. */
export type Where = { index?: string; range?: IDBKeyRange | IDBValidKey; most?: number };

const sourceOf = (store: Store, { index }: Where) => (index === undefined ? store : store.index(index));

export type Table<T, K extends IDBValidKey> = {
	get: (key: K) => Promise<T | undefined>;
	all: (where?: Where) => Promise<T[]>;
	keys: (where?: Where) => Promise<K[]>;
	count: (where?: Where) => Promise<number>;
	put: (...rows: readonly T[]) => Promise<void>;
	/** Refuses a key that stands. */
	add: (...rows: readonly T[]) => Promise<void>;
	drop: (...keys: readonly K[]) => Promise<void>;
	dropAll: (where: Where) => Promise<void>;
	clear: () => Promise<void>;
	/** Changes each row that is meant, one after another. What it is found by does not change. */
	change: (where: Where, patch: Partial<T>, meant?: (row: T) => boolean) => Promise<void>;
};

/** A request that is refused at once is refused like any other. */
const each = async <V>(values: readonly V[], act: (value: V) => Promise<unknown>): Promise<void> =>
	void (await Promise.all(values.map(async (value) => act(value))));

export function tableOf<T, K extends IDBValidKey>(open: (mode: Mode) => Opened): Table<T, K> {
	async function run<R>(mode: Mode, act: (store: Store) => Promise<R>): Promise<R> {
		const { store, done } = open(mode);
		const [result] = await Promise.all([act(store), done]);
		return result;
	}
	const read = <R>(act: (store: Store) => Promise<unknown>) => run('readonly', act) as Promise<R>;
	const write = (act: (store: Store) => Promise<void>) => run('readwrite', act);
	return {
		get: (key) => read((store) => store.get(key)),
		all: (where = {}) => read((store) => sourceOf(store, where).getAll(where.range, where.most)),
		keys: (where = {}) => read((store) => sourceOf(store, where).getAllKeys(where.range, where.most)),
		count: (where = {}) => read((store) => sourceOf(store, where).count(where.range)),
		put: (...rows) => write((store) => each(rows, (row) => store.put!(row))),
		add: (...rows) => write((store) => each(rows, (row) => store.add!(row))),
		drop: (...keys) => write((store) => each(keys, (key) => store.delete!(key))),
		dropAll: (where) =>
			write(async (store) => each(await sourceOf(store, where).getAllKeys(where.range), (key) => store.delete!(key))),
		clear: () => write((store) => store.clear!()),
		change: (where, patch, meant = () => true) =>
			write(async (store) => {
				let cursor = await sourceOf(store, where).openCursor(where.range);
				while (cursor) {
					const row = cursor.value as T;
					if (meant(row)) await cursor.update!({ ...row, ...patch });
					cursor = await cursor.continue();
				}
			})
	};
}

/** A database that is open. */
export type Disk = {
	tables: string[];
	transaction: (names: readonly string[], mode: Mode) => IDBPTransaction<unknown, string[], Mode>;
	/** A table that opens a transaction of its own for each act. */
	table: <T, K extends IDBValidKey>(name: string) => Table<T, K>;
	close: () => void;
	/** All of it goes. */
	delete: () => Promise<void>;
};

/** What is written is not in a buffer of the system when a person reads that it is kept. */
const STRICT = { durability: 'strict' } as const;

export function diskOf(database: IDBPDatabase, indexedDB: IDBFactory): Disk {
	const disk: Disk = {
		tables: [...database.objectStoreNames],
		transaction: (names, mode) =>
			database.transaction([...names], mode, STRICT) as IDBPTransaction<unknown, string[], Mode>,
		table: (name) =>
			tableOf((mode) => {
				const transaction = disk.transaction([name], mode);
				return { store: transaction.objectStore(name), done: transaction.done };
			}),
		close: () => database.close(),
		delete: async () => {
			database.close();
			await wrap(indexedDB.deleteDatabase(database.name));
		}
	};
	return disk;
}
