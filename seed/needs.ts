import type { Role } from '#capabilities/access/rules-roles.ts';
import { rightsOf } from '#program/roles.ts';
import { findAllNeeds } from '#capabilities/assistance/find-needs.server.ts';
import { answerFollowUp, closeNeed, planNeed, takeNeed } from '#capabilities/assistance/move-need.server.ts';
import type { NeedKind, Plan, Urgency } from '#capabilities/assistance/need.ts';
import { askForHelp, recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';
import { anyone, type Actor } from '#kernel/actor.ts';
import { addDays, dayOf, instantOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { neighbours } from './cast.ts';
import { idOf, personId, staffId, type Base } from './house.ts';

type Told = {
	who: number;
	kind: NeedKind;
	urgency: Urgency;
	/** Days ago it was recorded, who took it, and for how many days after that it was promised. */
	ago: number;
	helper?: string;
	plan?: Plan;
	in?: number;
	/** Days ago it was met. */
	met?: number;
	note?: string;
};

const needs: readonly Told[] = [
	{ who: 3, kind: 'sim', urgency: 'this-week', ago: 0, note: 'sim đứng tên cháu' },
	{ who: 7, kind: 'e-id', urgency: 'this-month', ago: 6, helper: 'lua', plan: 'police', in: 9 },
	{ who: 12, kind: 'phone', urgency: 'this-week', ago: 4 },
	{ who: 27, kind: 'visit', urgency: 'today', ago: 1, helper: 'mai', plan: 'home-visit', in: 2, note: 'đi lại khó' },
	{ who: 21, kind: 'papers', urgency: 'this-week', ago: 8, helper: 'mai', plan: 'appointment', in: 3 },
	{ who: 18, kind: 'social-pension', urgency: 'this-week', ago: 2, helper: 'ngau', plan: 'ticket', in: 5 },
	{ who: 28, kind: 'health', urgency: 'this-month', ago: 5, helper: 'lua', plan: 'class', in: 12 },
	{ who: 33, kind: 'safety-online', urgency: 'today', ago: 0, helper: 'lua', plan: 'by-phone', in: 1 },
	{ who: 38, kind: 'learn', urgency: 'this-month', ago: 3 },
	{ who: 44, kind: 'online-service', urgency: 'this-week', ago: 36, helper: 'lua', plan: 'appointment', met: 31 },
	{ who: 51, kind: 'phone', urgency: 'this-week', ago: 38, helper: 'mai', plan: 'by-phone', met: 33 },
	{ who: 55, kind: 'e-id', urgency: 'this-month', ago: 40, helper: 'lua', plan: 'police', met: 34 }
];

const person = (n: number): string => personId(neighbours[n]!.name + String(neighbours[n]!.birth));
const staff = (login: string, role: Role): Actor => ({
	...anyone(new Set(rightsOf[role])),
	kind: 'staff',
	id: staffId(login),
	centres: [1]
});

/** The next day on which the office is open. */
const workday = (day: string): string => (isDayOff(day) ? workday(addDays(day, 1)) : day);

/** Needs of the demo: some fresh, some promised, one late, some met a month ago; and what the rules find by age. */
export async function seedNeeds(base: Base, now: Date): Promise<void> {
	const ago = (days: number): Date => (days === 0 ? now : instantOf(addDays(dayOf(now), -days), '09:30'));
	const as = (actor: Actor, step: string, at: Date): Context => ({
		...base,
		actor,
		now: at,
		request: idOf(`need ${step}`)
	});
	for (const one of needs) {
		const id = idOf(`need ${one.who} ${one.kind}`);
		const at = ago(one.ago);
		await recordNeed(as(staff('lua', 'guide'), `record ${id}`, at), {
			...{ id, person: person(one.who), kind: one.kind, urgency: one.urgency, source: 'phone', note: one.note ?? null }
		});
		if (one.helper) {
			const promisedOn = one.in ? workday(addDays(dayOf(at), one.in)) : null;
			const to = { need: id, helper: staffId(one.helper), plan: one.plan ?? null, promisedOn };
			await planNeed(as(staff('thach', 'leader'), `plan ${id}`, at), to);
		}
		if (one.met) await closeNeed(as(staff('lua', 'guide'), `close ${id}`, ago(one.met)), { need: id, outcome: 'met' });
	}
	const asked = { need: idOf('need 55 e-id'), afterDays: 30 as const, answer: 'alone' as const };
	await answerFollowUp(as(staff('lua', 'guide'), 'ask again', now), asked);
	const som = personId('Sương Thị Sớm1950-03-14');
	const resident: Actor = {
		...anyone(new Set(rightsOf.resident)),
		kind: 'resident',
		id: som,
		subject: som,
		authority: 'self'
	};
	await askForHelp(as(resident, 'som asks', ago(1)), { id: idOf('need som'), kind: 'phone', note: null });
	await takeNeed(as(staff('lua', 'guide'), 'lua takes', ago(1)), { need: idOf('need som') });
	await findAllNeeds(as(staff('thach', 'leader'), 'by age', now), (page) =>
		idOf(`need by age ${page} ${now.toISOString()}`)
	);
}
