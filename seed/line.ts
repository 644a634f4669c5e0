import type { Actor } from '#kernel/actor.ts';
import { anyone } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { callNext } from '#capabilities/counter/call.server.ts';
import { finish } from '#capabilities/counter/move.server.ts';
import type { Matter, Priority } from '#capabilities/counter/rules-matters.ts';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { desks, staff } from './cast.ts';
import { deskId, idOf, staffId, type Base } from './house.ts';

/** The people of a stretch of a day, at a desk each: taken, called and finished by the same commands as everybody's. */
type Plan = { day: string; from: Date; minutes: number; people: number; stopAt?: number };

const COMMON: Matter[] = [
	'civil-status',
	'certification',
	'certification',
	'allowance',
	'health-insurance',
	'land',
	'residence',
	'business',
	'question',
	'result'
];
const CLASSES: Priority[] = [
	'none',
	'none',
	'none',
	'none',
	'elder',
	'none',
	'elder',
	'pregnant-child',
	'none',
	'merit',
	'none',
	'disability'
];

export const worker = (login: string): Actor => {
	const found = staff.find((one) => one.login === login)!;
	return {
		...anyone(new Set(rightsOf[found.role])),
		kind: 'staff',
		id: staffId(login),
		centres: [found.place],
		desk: found.desk && deskId(found.desk)
	};
};

type Place = { id: string; actor: Actor; freeAt: number; has: string | null };
type Play = { base: Base; kiosk: Actor; plan: Plan; random: () => number; at: (minute: number) => Date };

const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)]!;

const countersAt = (): Place[] =>
	desks
		.filter((desk) => desk.kind === 'counter')
		.map((desk) => ({
			id: deskId(desk.key),
			actor: worker(staff.find((one) => one.desk === desk.key)!.login),
			freeAt: 0,
			has: null
		}));

function arrive({ base, kiosk, plan, random, at }: Play, minute: number, n: number): Promise<unknown> {
	const step = `ticket ${plan.day} ${n}`;
	return takeTicket(
		{ ...base, actor: kiosk, now: at(minute), request: idOf(step) },
		{
			id: idOf(`${step} id`),
			centre: 1,
			matter: pick(COMMON, random),
			procedure: null,
			priority: pick(CLASSES, random)
		}
	);
}

/** One desk calls next; answers whether somebody came. */
async function call({ base, plan, random, at }: Play, place: Place, minute: number): Promise<boolean> {
	const request = idOf(`call ${plan.day} ${place.id} ${minute}`);
	const called = await callNext({ ...base, actor: place.actor, now: at(minute), request }, { desk: place.id });
	place.has = called.ticket;
	place.freeAt = minute + Math.max(3, Math.round((called.ticket ? 11 : 2) * (0.5 + random())));
	return called.ticket !== null;
}

async function close({ base, plan, at }: Play, places: readonly Place[]): Promise<void> {
	for (const place of places) {
		if (!place.has) continue;
		const request = idOf(`finish ${plan.day} ${place.id}`);
		await finish({ ...base, actor: place.actor, now: at(plan.minutes + 75), request }, { ticket: place.has });
	}
}

/** Plays a stretch of a day minute by minute: who comes takes a number, whichever desk is free calls. */
export async function playLine(base: Base, kiosk: Actor, plan: Plan, random: () => number): Promise<void> {
	const play: Play = { base, kiosk, plan, random, at: (minute) => new Date(plan.from.getTime() + minute * 60_000) };
	const arrivals = Array.from({ length: plan.people }, () => Math.floor(random() * plan.minutes)).toSorted(
		(a, b) => a - b
	);
	const places = countersAt();
	let [waiting, n] = [0, 0];
	for (let minute = 0; minute < (plan.stopAt ?? plan.minutes + 60); minute++) {
		for (; n < arrivals.length && arrivals[n]! <= minute; n++, waiting++) await arrive(play, minute, n);
		for (const place of places)
			if (waiting > 0 && place.freeAt <= minute && (await call(play, place, minute))) waiting--;
	}
	if (plan.stopAt === undefined) await close(play, places);
}
