import * as v from 'valibot';
import { centreOf, system } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { log } from '#platform/log.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, only } from '#platform/dispatch.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { rolesFor } from '#platform/telling.server.ts';
import type { Chore, ChoreBase } from '#platform/worker.server.ts';
import { centres } from '#capabilities/places/places.server.ts';
import { endDrillTicket, openDrillTicket } from '#capabilities/support/drill-ticket.server.ts';
import { takeTicket } from '#capabilities/support/go-on.server.ts';
import { setHotlines } from '#capabilities/support/hotlines.server.ts';
import { rungs, type Rung } from '#capabilities/support/rules-climb.ts';
import { askCommune } from './ask-commune.server.ts';
import { OneNight } from './inputs.ts';
import { faultsOf, hasHadItsTime, isLate, nightOf, type DrillRung } from './rules-drill.ts';
import * as sql from './sql.server.ts';

/** Whoever may open this is rung at a rung. */
const OPENS: Record<Rung, { called: string }> = { team: takeTicket, leader: setHotlines, province: askCommune };
const saidOf = (tried: readonly DrillRung[]): string =>
	faultsOf(tried)
		.map(({ rung, fault }) => `${rung} ${fault}`)
		.join(', ');

/** Begins the try of one night at a centre, once: a ticket that nobody wrote and nobody but the house sees. */
export const beginDrill = command(
	{ name: 'alarms.begin-drill', group: 'house', input: OneNight, answer: v.object({ began: v.boolean() }) },
	async (context, { night, ticket }) => {
		const { db, now } = context;
		const centre = centreOf(context.actor);
		const began = await sql.beginDrill(db, { centre, night, ticket, at: now });
		if (began) await openDrillTicket(context, { id: ticket, centre, night });
		return { answer: { began }, about: ticket, person: null, centre, detail: { night } };
	}
);

/**
 * Ends it: how far it climbed, and how many would have heard it at each rung. `faults` is empty where the alarm works; `changed`: it was otherwise the
 * night before. Refuses one that was ended (`drill-over`).
 */
export const endDrill = command(
	{ name: 'alarms.end-drill', group: 'house', input: OneNight, answer: v.object({ faults: v.string() }) },
	async ({ db, actor, now }, { night, ticket }) => {
		const centre = centreOf(actor);
		const held = await sql.lockDrill(db, { centre, night });
		if (held?.ticketId !== ticket) throw new Refusal('drill-over');
		const rang = await endDrillTicket({ db }, ticket);
		const tried: DrillRung[] = [];
		for (const name of rungs) {
			const people = await sql.countHolding(db, centre, rolesFor(OPENS[name]));
			const at = rang.find((one) => one.rung === name)?.at ?? null;
			tried.push({ rung: name, at, people, late: isLate(name, held.beganAt, at) });
		}
		const last = await sql.listRungsBefore(db, { centre, night });
		const before = last.length === 0 ? '' : saidOf(last);
		await sql.endDrill(db, { centre, night, at: now }, tried);
		const faults = saidOf(tried);
		const detail = { night, faults, changed: faults !== before };
		return { answer: { faults }, about: requestFor('alarms.drill', centre), person: null, centre, detail };
	}
);

const NAME = 'alarms.drill';
const MAY = only(beginDrill, endDrill, centres);

/** What is due at one centre; another's fault is none of its. */
async function drillAt(as: () => Context, centre: number, now: Date): Promise<void> {
	const { db, actor, request } = as();
	const open = await inScope(db, actor, request, (inner) => sql.listOpenDrills(inner, centre));
	for (const { night, ticketId: ticket, beganAt } of open)
		if (hasHadItsTime(beganAt, now)) await endDrill(as(), { night, ticket });
	const night = nightOf(now);
	// Its ids are nobody's to guess: whoever knew one could take it first.
	if (night !== null && open.length === 0) await beginDrill(as(), { night, ticket: crypto.randomUUID() });
}

/** Each minute: in the night a try begins at each centre, and one that has had its time ends. Between them `support.ring` rings it as any other. */
export const drillNightly = (): Chore => ({
	name: NAME,
	everySeconds: 60,
	run: async ({ clock, ...base }: ChoreBase) => {
		const now = clock();
		const as = (places: readonly number[], request: string) => ({
			...{ ...base, now, request },
			actor: system(NAME, MAY, null, places)
		});
		for (const { id: centre } of await centres(as([], crypto.randomUUID()), {}))
			await drillAt(() => as([centre], crypto.randomUUID()), centre, now).catch((fault: unknown) =>
				log.error({ centre, fault: fault instanceof Error ? fault.name : 'fault' }, 'the alarm was not tried')
			);
	}
});
