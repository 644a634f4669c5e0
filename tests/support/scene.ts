import { asRefusal } from '#platform/broken-rules.ts';
import { anyone, system, type Actor } from '#kernel/actor.ts';
import type { DeviceKind } from '#capabilities/access/rules-roles.ts';
import { rightsOf, rolesThatMay } from '#program/roles.ts';
import { rooms } from '#program/rooms.ts';
import { registerInbound } from '#platform/inbound.ts';
import { registerTelling } from '#platform/telling.server.ts';
import { registerKeeping } from '#platform/keeping.server.ts';
import type { Context } from '#platform/context.server.ts';
import { connect, type Db } from '#platform/db.server.ts';
import { newKeys } from '#platform/keys.server.ts';
import type { Store } from '#platform/store.server.ts';
import { createHash } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { foundAt, furnish, deskId, hire, settle, staffId, type Base } from '../../seed/house.ts';
import { quangBinh, staff, truongVan, type PersonSeed } from '../../seed/cast.ts';

export const NOW = new Date('2026-07-14T02:43:00Z');

export const som: PersonSeed = {
	name: 'Sương Thị Sớm',
	birth: '1950-03-14',
	gender: 'female',
	number: '097150004127',
	phone: '0900000318',
	hamlet: 'thôn Bến Gió',
	needs: ['big-print']
};
export const gia: PersonSeed = {
	name: 'Thông Văn Già',
	birth: 1948,
	gender: 'male',
	number: '097048000204',
	phone: null,
	hamlet: 'thôn Gò Nắng',
	needs: []
};

// What is kept of people is asked of every room, in a scene as in the house.
registerKeeping(rooms);
registerInbound(rooms);
registerTelling(rooms, rolesThatMay);

const pool = connect(process.env['TEST_DATABASE_URL']!, { max: 4 });
const undo = Symbol('undo');

type MemoryStore = Store & { files: ReadonlyMap<string, Buffer> };

/** Files in memory: the store is a port of the platform, and its disk has tests of its own. */
const memoryStore = (from?: MemoryStore): MemoryStore => {
	const files = new Map<string, Buffer>(from?.files);
	return {
		files,
		put: async (bytes) => {
			const sha256 = createHash('sha256').update(bytes).digest('hex');
			files.set(sha256, bytes);
			return sha256;
		},
		get: async (sha256) => files.get(sha256)!,
		remove: async (sha256) => void files.delete(sha256)
	};
};

export type Scene = {
	base: Base;
	/** A fresh request of this actor, `minutes` after the scene began. */
	as: (actor: Actor, minutes?: number) => Context;
	lua: Actor;
	mai: Actor;
	thach: Actor;
	/** Of the commune police. */
	sam: Actor;
	sim: Actor;
	/** A guide of the other commune. */
	rang: Actor;
	som: string;
	gia: string;
};

const person = (login: string, centres: number[], desk: string | null): Actor => {
	const role = staff.find((one) => one.login === login)!.role;
	return {
		...anyone(new Set(rightsOf[role])),
		kind: 'staff',
		id: staffId(login),
		centres,
		desk: desk && deskId(desk),
		machine: staffId(`machine ${login}`)
	};
};

export const device = (kind: DeviceKind, more: Partial<Actor> = {}): Actor => ({
	...anyone(new Set(rightsOf[kind])),
	kind: 'device',
	id: crypto.randomUUID(),
	centres: [1],
	desk: deskId('guide-1'),
	...more
});

/** Somebody on her own page. */
export const self = (subject: string): Actor => ({
	...anyone(new Set(rightsOf.resident)),
	kind: 'resident',
	id: subject,
	subject,
	authority: 'self'
});

/** A guide who sits beside somebody. */
export const beside = (s: Scene, subject: string): Actor => ({
	...s.lua,
	session: crypto.randomUUID(),
	subject,
	authority: 'present'
});

export const listener = (may: readonly string[], row: string | null = null, centres: readonly number[] = [1]): Actor =>
	system('test', new Set(may), row, centres);

async function furnished(db: Db): Promise<Scene> {
	const base: Base = { db, keys: newKeys(), store: memoryStore() };
	await foundAt(base, NOW, quangBinh, { demo: false, first: true });
	await foundAt(base, NOW, truongVan, { demo: false, first: false });
	await furnish(base, NOW);
	for (const one of staff) await hire(base, NOW, one, `mat-khau-${one.login}-rat-dai`);
	const as = (actor: Actor, minutes = 0): Context => ({
		...base,
		actor,
		now: new Date(NOW.getTime() + minutes * 60_000),
		request: crypto.randomUUID()
	});
	return {
		base,
		as,
		lua: person('lua', [1], 'guide-1'),
		mai: person('mai', [1], 'desk-2'),
		thach: person('thach', [1], null),
		sam: person('sam', [1], null),
		sim: person('sim', [1, 2], null),
		rang: person('rang', [2], null),
		som: await settle(base, NOW, som),
		gia: await settle(base, NOW, gia)
	};
}

type Stage = { db: TransactionSql; made: Scene; end: () => void };

/**
 * The cast of many scenes, furnished once in a transaction that is taken back: furnishing (passwords, keys) takes longer than most scenes. It is
 * furnished anew after so many, or they would wade through what those before left, and after one that failed.
 */
let stage: Promise<Stage> | null = null;
let played = 0;
const MOST_PLAYED = 60;
/** One scene after the other, also where a test gave one up. */
let before: Promise<unknown> = Promise.resolve();
const furnishStage = (): Promise<Stage> =>
	new Promise((ready, fails) => {
		pool
			.begin(async (db) => {
				const made = await furnished(db);
				await new Promise<void>((end) => ready({ db, made, end }));
				throw undo;
			})
			.catch(fails);
	});

async function leaveStage(): Promise<void> {
	const left = await stage?.catch(() => null);
	stage = null;
	played = 0;
	left?.end();
}

/** The same people move in twice only where the first have moved out. */
const leftAlone = (): Promise<void> => (before = before.then(leaveStage)) as Promise<void>;

/** The same cast in a database that is nobody else's, to stay: what begins in it again and again. */
export const settledScene = async (make: (scene: Scene) => Promise<void>): Promise<Scene> => {
	await leftAlone();
	const settled = await pool.begin(async (db) => {
		const made = await furnished(db);
		await make(made);
		return made;
	});
	settled.base.db = pool;
	return settled;
};

/** The same cast, in a database that only this scene sees. */
const sceneIn = ({ base, ...cast }: Scene, db: Db): Scene => {
	const own: Base = { ...base, db, store: memoryStore(base.store as MemoryStore) };
	return { ...cast, base: own, as: (actor, minutes) => ({ ...cast.as(actor, minutes), ...own }) };
};

const unlessUndone = (reason: unknown): void => {
	if (reason !== undo) throw reason;
};

/** The same in a transaction of its own: where a scene writes so many rows that the next would wade through what it left. */
export const sceneApart = (play: (scene: Scene) => Promise<void>) => async (): Promise<void> => {
	await leftAlone();
	const played = pool.begin(async (db) => {
		await play(await furnished(db));
		throw undo;
	});
	await played.catch(unlessUndone);
};

/** Plays one scene with the named cast against the real database, and leaves no trace of it. */
export const scene = (play: (scene: Scene) => Promise<void>) => (): Promise<void> => {
	const one = before.then(async () => {
		if (played++ >= MOST_PLAYED) await leaveStage();
		const { db, made } = await (stage ??= furnishStage());
		await db
			.savepoint(async (inner) => {
				await play(sceneIn(made, inner));
				throw undo;
			})
			.catch(unlessUndone);
	});
	before = one.catch(leaveStage);
	return one;
};

/** The code of the refusal that some work ends in, be it the database's; fails when it does not. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
	const reason = await work.then(
		() => null,
		(caught: unknown) => caught
	);
	const refusal = asRefusal(reason);
	if (refusal) return refusal.code;
	throw reason ?? new Error('nothing was refused');
}

/** Somebody more of the commune, with no number and no telephone unless they are named. */
export const settleMore = (s: Scene, name: string, birth: PersonSeed['birth'] = 1950, more: Partial<PersonSeed> = {}) =>
	settle(s.base, s.as(s.lua).now, {
		...{ name, birth, gender: 'female', number: null, phone: null, hamlet: 'thôn Bến Gió', needs: [] },
		...more
	} as PersonSeed);
