import type { Actor } from '#kernel/actor.ts';
import { anyone } from '#kernel/actor.ts';
import { rightsOf } from '#capabilities/access/rules-roles.ts';
import { callNext } from '#capabilities/counter/call.server.ts';
import { finish } from '#capabilities/counter/move.server.ts';
import type { Matter, Priority } from '#capabilities/counter/rules-matters.ts';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { desks, staff } from './cast.ts';
import { deskId, idOf, staffId, type Base } from './house.ts';

/** The people of a stretch of a day, at a desk each: taken, called and finished by the same commands as everybody's. */
export type Plan = { day: string; from: Date; minutes: number; people: number; stopAt?: number };

const COMMON: Matter[] = ['civil-status', 'certification', 'certification', 'allowance', 'health-insurance', 'land', 'residence', 'business', 'question', 'result'];
const CLASSES: Priority[] = ['none', 'none', 'none', 'none', 'elder', 'none', 'elder', 'pregnant-child', 'none', 'merit', 'none', 'disability'];

export const worker = (login: string): Actor => {
	const found = staff.find((one) => one.login === login)!;
	return { ...anyone(new Set(rightsOf[found.role])), kind: 'staff', id: staffId(login), centres: [found.place], desk: found.desk && deskId(found.desk) };
};

export async function playLine(base: Base, kiosk: Actor, plan: Plan, random: () => number): Promise<string[]> {
	const at = (minute: number): Date => new Date(plan.from.getTime() + minute * 60_000);
	const arrivals = Array.from({ length: plan.people }, () => Math.floor(random() * plan.minutes)).toSorted((a, b) => a - b);
	const places = desks.filter((desk) => desk.kind === 'counter').map((desk) => ({ id: deskId(desk.key), actor: worker(staff.find((one) => one.desk === desk.key)!.login), freeAt: 0, has: null as string | null }));
	const served: string[] = [];
	let waiting = 0;
	for (let minute = 0, n = 0; minute < (plan.stopAt ?? plan.minutes + 60); minute++) {
		for (; n < arrivals.length && arrivals[n]! <= minute; n++) {
			const step = `ticket ${plan.day} ${n}`;
			await takeTicket(
				{ ...base, actor: kiosk, now: at(minute), request: idOf(step) },
				{ id: idOf(`${step} id`), centre: 1, matter: COMMON[Math.floor(random() * COMMON.length)]!, procedure: null, priority: CLASSES[Math.floor(random() * CLASSES.length)]! }
			);
			waiting++;
		}
		for (const place of places) {
			if (waiting === 0 || place.freeAt > minute) continue;
			const called = await callNext({ ...base, actor: place.actor, now: at(minute), request: idOf(`call ${plan.day} ${place.id} ${minute}`) }, { desk: place.id });
			if (place.has) served.push(place.has);
			place.has = called.ticket;
			place.freeAt = minute + Math.max(3, Math.round((called.ticket ? 11 : 2) * (0.5 + random())));
			if (called.ticket) waiting--;
		}
	}
	if (plan.stopAt === undefined) {
		for (const place of places) {
			if (!place.has) continue;
			await finish({ ...base, actor: place.actor, now: at(plan.minutes + 75), request: idOf(`finish ${plan.day} ${place.id}`) }, { ticket: place.has });
		}
	}
	return served;
}

