import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { rightsOf } from '#program/roles.ts';
import { makeDesk } from '#capabilities/counter/move.server.ts';
import { matterNames } from '#capabilities/counter/rules-matters.ts';
import { foundCentre } from '#capabilities/places/found-centre.server.ts';
import { recordPerson } from '#capabilities/residents/record-person.server.ts';
import { makeStaff } from '#capabilities/access/make-staff.server.ts';
import { anyone, system, type Actor } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { connect, type Pool } from '#platform/db.server.ts';
import { newKeys } from '#platform/keys.server.ts';
import type { Store } from '#platform/store.server.ts';
import type { Scene } from './scene.ts';

/** A house that really commits, for what a rolled-back scene cannot show: many connections, waiting, worker. It has places of its own. */
export type House = {
	db: Pool;
	base: Omit<Context, 'actor' | 'request' | 'now'>;
	centre: number;
	desks: string[];
	guide: Actor;
	officer: Actor;
	kiosk: Actor;
	person: string;
	/** Another person of almost the same name. */
	namesake: string;
	as: (actor: Actor, request?: string) => Context;
};

const id = (): string => crypto.randomUUID();
const noStore: Store = {
	put: () => Promise.reject(new Error('no files here')),
	get: () => Promise.reject(new Error('no files here')),
	remove: () => Promise.resolve()
};

export async function commitHouse(
	options: { portalWay?: 'api' | 'by-hand'; bankAccount?: string } = {}
): Promise<House> {
	const db = connect(process.env['TEST_DATABASE_URL']!, { max: 12 });
	const base = { db, keys: newKeys(), store: noStore };
	const n = 10_000 + Math.floor(Math.random() * 900_000) * 3;
	const may = new Set(['places.found-centre', 'counter.make-desk', 'access.make-staff', 'residents.record-person']);
	const as = (actor: Actor, request = id()): Context => ({ ...base, actor, request, now: new Date() });
	const seed = (): Context => as(system('door', may, null, [n + 2]));
	await foundCentre(seed(), {
		province: { id: n, name: 'Tỉnh Thử', code: `t${n}` },
		provinceId: n,
		commune: { id: n + 1, name: 'Xã Thử', code: `t${n + 1}` },
		centre: {
			id: n + 2,
			name: 'Trung tâm Thử',
			shortName: 'Thử',
			agencyCode: '000.00.00.H56',
			...bankOf(options.bankAccount),
			alwaysOpen: true,
			headStartMin: 20,
			waitCapMin: 45,
			portalWay: options.portalWay ?? 'by-hand'
		},
		openings: [],
		since: '2025-07-01'
	});
	const desks = [id(), id()];
	for (const [k, desk] of desks.entries())
		await makeDesk(seed(), { id: desk, centre: n + 2, name: `Quầy ${k + 1}`, kind: 'counter', skills: matterNames });
	const [guide, officer, person, namesake] = [id(), id(), id(), id()];
	await makeStaff(seed(), {
		id: guide,
		login: `guide${n}`,
		name: 'Hoa Thị Lúa',
		password: 'mat-khau-rat-dai',
		place: n + 2,
		role: 'guide'
	});
	await makeStaff(seed(), {
		id: officer,
		login: `officer${n}`,
		name: 'Nắng Thị Mai',
		password: 'mat-khau-rat-dai',
		place: n + 2,
		role: 'receiving-officer'
	});
	const addPerson = (name: string, which: string): Promise<unknown> =>
		recordPerson(seed(), {
			id: which,
			commune: n + 1,
			name,
			birthYear: 1950,
			birthDate: '1950-03-14',
			gender: 'female',
			hamlet: 'thôn Bến Gió',
			number: `${which === person ? '0971' : '0961'}${String(n).padStart(8, '0')}`,
			phone: '0900000318',
			needs: [],
			verified: true,
			madeUp: true
		});
	await addPerson('Sương Thị Sớm', person);
	await addPerson('Sương Thị Sơm', namesake);
	const staff = (who: string, role: 'guide' | 'receiving-officer'): Actor => ({
		...anyone(new Set(rightsOf[role])),
		kind: 'staff',
		id: who,
		centres: [n + 2],
		desk: desks[0]!,
		machine: id()
	});
	const kiosk: Actor = { ...anyone(new Set(rightsOf.kiosk)), kind: 'device', id: id(), centres: [n + 2] };
	return {
		db,
		base,
		centre: n + 2,
		desks,
		guide: staff(guide, 'guide'),
		officer: staff(officer, 'receiving-officer'),
		kiosk,
		person,
		namesake,
		as
	};
}

/** A number from the kiosk, with nothing said but the matter. */
export const takeNumber = (house: House, request = crypto.randomUUID() as string, id = crypto.randomUUID() as string) =>
	takeTicket(house.as(house.kiosk, request), {
		id,
		centre: house.centre,
		matter: 'certification',
		procedure: null,
		priority: 'none'
	});

/** The house as the stories of `story.ts` take it. */
export const sceneOf = (house: House): Scene =>
	({
		...house,
		lua: house.guide,
		mai: house.officer,
		som: house.person,
		as: (actor: Actor) => house.as(actor)
	}) as unknown as Scene;

/** The deliveries of all tests lie in one table: one file at a time plays the worker. Answers what lets the next one go on. */
export async function beTheWorker(): Promise<() => Promise<void>> {
	const db = connect(process.env['TEST_DATABASE_URL']!, { max: 1 });
	await db`select pg_advisory_lock(1)`;
	return () => db.end();
}

const bankOf = (account: string | undefined) =>
	account
		? { bankBin: '970499', bankName: 'Ngân hàng Mô phỏng', bankAccount: account, bankAccountName: 'UBND XA THU' }
		: { bankBin: null, bankName: null, bankAccount: null, bankAccountName: null };
