import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { AvoidShown } from './answers.ts';
import { hamletHere } from './here.server.ts';
import { AddAvoid, OneAvoid } from './inputs.ts';
import { dropAvoid, insertAvoid, listAvoids } from './sql.server.ts';

/** Days on which nobody comes: a market by its days, a harvest from a day to a day. Refuses one that says no day (`avoid-empty`). */
export const addAvoid = command(
	{ name: 'classes.add-avoid', group: 'loop', input: AddAvoid, answer: v.object({ id: v.string() }) },
	async (context, { id, kind, hamlet, lunarDays, weekdays, fromDay, untilDay }) => {
		const { db, actor, now } = context;
		await hamletHere(context, hamlet);
		const market = kind === 'market';
		if (market && lunarDays.length + weekdays.length === 0) throw new Refusal('avoid-empty');
		if (!market && (fromDay === null || untilDay === null)) throw new Refusal('avoid-empty');
		if (!market && fromDay! > untilDay!) throw new Refusal('avoid-backwards');
		await insertAvoid(db, {
			...{ id, kind, hamlet, centre: centreOf(actor), by: actor.id, at: now },
			lunarDays: market ? lunarDays : [],
			weekdays: market ? weekdays : [],
			fromDay: market ? null : fromDay,
			untilDay: market ? null : untilDay
		});
		return { answer: { id }, about: id, detail: { kind } };
	}
);

/** It was entered wrongly, or is no more. Classes that stand keep their days. */
export const endAvoid = command(
	{ name: 'classes.end-avoid', group: 'loop', input: OneAvoid, answer: v.object({ ok: v.literal(true) }) },
	async ({ db }, { avoid }) => {
		if ((await dropAvoid(db, avoid)).count === 0) throw new Refusal('avoid-unknown');
		return { answer: { ok: true }, about: avoid };
	}
);

/** What this commune entered. */
export const avoids = query(
	{ name: 'classes.avoids', group: 'loop', input: Nothing, answer: v.array(AvoidShown), look: 'holds no name' },
	async ({ db, actor }) =>
		(await listAvoids(db, centreOf(actor), 'any')).map(
			({ id, kind, hamlet, lunarDays, weekdays, fromDay, untilDay }) => ({
				...{ id, kind, hamlet, fromDay, untilDay },
				lunarDays: [...lunarDays],
				weekdays: [...weekdays]
			})
		)
);
