import { addAvoid } from '#capabilities/classes/avoids.server.ts';
import { addHand, addHost, addTask, doTask, signHosting } from '#capabilities/classes/hosts.server.ts';
import type { Organisation } from '#capabilities/classes/rules-hosts.ts';
import { addTeacher, addVenue, addWish } from '#capabilities/classes/terms.server.ts';
import { endLesson, roll } from '#capabilities/classes/roll.server.ts';
import { openRun, planRun } from '#capabilities/classes/runs.server.ts';
import { seatByPhone } from '#capabilities/classes/seats.server.ts';
import { rightsOf } from '#program/roles.ts';
import { anyone } from '#kernel/actor.ts';
import { addDays, dayOf, instantOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { neighbours } from './cast.ts';
import { idOf, personId, staffId, type Base } from './house.ts';

export const who = (n: number): string => personId(neighbours[n]!.name + String(neighbours[n]!.birth));
export const asOn = (base: Base, at: Date, step: string): Context => ({
	...base,
	now: at,
	actor: { ...anyone(new Set(rightsOf.guide)), kind: 'staff', id: staffId('lua'), centres: [1] },
	request: idOf(step)
});

type Held = {
	step: string;
	template: string;
	venue: string;
	opened: Date;
	from: string;
	starts: string;
	capacity: number;
	people: number[];
	trainer?: string;
};

export async function openOn(
	base: Base,
	{ step, template, venue, opened, from, starts, capacity, people, trainer = 'lua' }: Held
) {
	const asks = {
		...{ template, hamlet: null, venue, trainer: staffId(trainer), from, weekdays: [1, 2, 3, 4, 5], perWeek: 2 },
		...{ starts, minutes: 90 }
	};
	const { days } = await planRun(asOn(base, opened, `class plan ${step}`), asks);
	const run = idOf(`class ${step}`);
	const room = { capacity, helpers: Math.ceil(capacity / 4), stepFree: true, power: true };
	await openRun(asOn(base, opened, `class open ${step}`), { id: run, ...asks, ...room, seen: days });
	for (const n of people)
		await seatByPhone(asOn(base, opened, `class seat ${step} ${n}`), {
			id: idOf(`seat ${step} ${n}`),
			run,
			person: who(n)
		});
	return { run, days };
}

/** Who holds a class together: what each sees to until a day, and whether it has signed. */
export async function together(
	base: Base,
	at: Date,
	run: string,
	hosts: readonly [Organisation, string, number, boolean][]
) {
	for (const [organisation, what, days, done] of hosts) {
		const step = `${run} ${organisation}`;
		await addHost(asOn(base, at, `host ${step}`), { run, organisation });
		const task = idOf(`task ${step}`);
		const due = addDays(dayOf(at), days);
		await addTask(asOn(base, at, `task ${step}`), { id: task, run, organisation, what, due });
		if (!done) continue;
		await doTask(asOn(base, at, `done ${step}`), { task, done });
		await signHosting(asOn(base, at, `sign ${step}`), { run, organisation });
	}
}

/** A market, a class that is under way since two weeks, one that is full before it begins, and one that still wants a signature. */
export async function seedClasses(base: Base, now: Date): Promise<void> {
	await addAvoid(asOn(base, now, 'class market'), {
		...{ id: idOf('class market'), kind: 'market', hamlet: null, lunarDays: [11, 26], weekdays: [] },
		...{ fromDay: null, untilDay: null }
	});
	await underWay(base, now, dayOf(now));
	await toCome(base, now, dayOf(now));
	await term(base, now);
}

async function underWay(base: Base, now: Date, today: string): Promise<void> {
	const begun = addDays(today, -15);
	const { run, days } = await openOn(base, {
		...{
			step: 'begun',
			template: 'beginners',
			venue: 'Nhà văn hoá Cầu Mây',
			opened: instantOf(addDays(begun, -2), '08:00')
		},
		...{ from: begun, starts: '14:00', capacity: 12, people: [0, 5, 7, 10, 12, 17, 20, 22, 28, 33] }
	});
	await together(base, instantOf(begun, '07:00'), run, [['women', 'Nước uống, quạt', 1, true]]);
	const helper = { run, part: 'helper' as const };
	await addHand(asOn(base, now, 'hand man'), { ...helper, staff: staffId('man'), organisation: 'centre' });
	// They look on at who learned there, for the Youth Union and for the centre.
	const assessor = { run, part: 'assessor' as const };
	await addHand(asOn(base, now, 'hand nep'), { ...assessor, staff: staffId('nep'), organisation: 'youth' });
	await addHand(asOn(base, now, 'hand thach'), { ...assessor, staff: staffId('thach'), organisation: 'centre' });
	for (const [n, day] of days.entries()) {
		if (day >= today) break;
		const at = instantOf(day, '15:40');
		const { rows } = await roll(asOn(base, at, `class roll ${n}`), { run, no: n + 1 });
		const marks = rows.map(({ person }, k) => ({
			person,
			how: (k + n) % 7 === 3 ? ('away' as const) : (k + n) % 9 === 2 ? ('late' as const) : ('here' as const)
		}));
		await endLesson(asOn(base, at, `class end ${n}`), { run, no: n + 1, marks });
	}
}

async function toCome(base: Base, now: Date, today: string): Promise<void> {
	await openOn(base, {
		...{
			step: 'full',
			template: 'self-protection',
			venue: 'Nhà văn hoá Bến Gió',
			opened: now,
			from: addDays(today, 7)
		},
		...{ starts: '08:00', capacity: 4, people: [1, 6, 11, 16, 21] }
	});
	const wanted = await openOn(base, {
		...{
			step: 'wanted',
			template: 'medical-booking',
			venue: 'Nhà văn hoá Đồng Sương',
			opened: now,
			from: addDays(today, 10)
		},
		...{ starts: '19:00', capacity: 12, people: [] }
	});
	await together(base, now, wanted.run, [
		['farmers', 'Nhà văn hoá, ổ điện, quạt', 5, true],
		['youth', 'In tờ bước chữ to, 12 bộ', 6, false]
	]);
	const host = { run: wanted.run, staff: staffId('nep'), part: 'host' as const, organisation: 'youth' as const };
	await addHand(asOn(base, now, 'hand nep wanted'), host);
}

/** What the commune would open next: three classes, two who can teach, two halls. */
async function term(base: Base, now: Date): Promise<void> {
	const halls = [
		['Nhà văn hoá Cầu Mây', 24],
		['Nhà văn hoá Bến Gió', 12]
	] as const;
	for (const [name, capacity] of halls)
		await addVenue(asOn(base, now, `venue ${name}`), {
			...{ id: idOf(`venue ${name}`), name, capacity },
			...{ stepFree: true, power: true }
		});
	await addTeacher(asOn(base, now, 'teacher lua'), { staff: staffId('lua'), organisation: 'centre' });
	await addTeacher(asOn(base, now, 'teacher nep'), { staff: staffId('nep'), organisation: 'youth' });
	for (const [n, template] of ['public-services', 'safe-money', 'e-id'].entries())
		await addWish(asOn(base, now, `wish ${template}`), {
			...{ id: idOf(`wish ${template}`), template, hamlet: null, learners: 8 + n, perWeek: 2, minutes: 90 },
			...{ weekdays: [1, 2, 3, 4, 5], starts: ['08:00', '14:00', '19:00'], stepFree: true, power: true },
			since: addDays(dayOf(now), -20 + 4 * n)
		});
}
