import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { HealthPlace } from './answers.ts';
import { AddPlace, ChangePlace, FindPlaces, OnePlace, PasteSheet } from './inputs.ts';
import { MOST_PLACES, readSheet } from './read-sheet.server.ts';
import { endPlaceRow, insertPlace, listPlaces, updatePlace } from './sql.server.ts';

const by = ({ actor, now }: Context) => ({ centre: centreOf(actor), by: actor.id!, at: now });

/** A place that is to be looked at again on a day that is over would be doubted at once. */
function checkUntil(day: string, now: Date): void {
	if (day < dayOf(now)) throw new Refusal('health-until-past');
}

const shown = async ({ db, now }: Context, centre: number): Promise<HealthPlace[]> =>
	(await listPlaces(db, centre)).map((place) => ({ ...place, stale: place.checkedUntil < dayOf(now) }));

/** A place where people are seen by a doctor, as the commune writes it. Refuses a name that stands already (`health-twice`) and a day that is over (`health-until-past`). */
export const addPlace = command(
	{ name: 'health-places.add-place', group: 'lead', input: AddPlace, answer: v.object({ id: v.string() }) },
	async (context, input) => {
		const own = by(context);
		checkUntil(input.checkedUntil, context.now);
		if ((await listPlaces(context.db, own.centre)).length >= MOST_PLACES)
			throw new Refusal('health-many', { most: MOST_PLACES });
		if ((await insertPlace(context.db, { ...input, ...own })) === 0)
			throw new Refusal('health-twice', { name: input.name });
		return { answer: { id: input.id }, about: input.id, person: null, centre: own.centre };
	}
);

/** It is written otherwise. Refuses what somebody else changed or ended since it was read (`health-changed`). */
export const changePlace = command(
	{ name: 'health-places.change-place', group: 'lead', input: ChangePlace, answer: v.object({ id: v.string() }) },
	async (context, { place, ...input }) => {
		const own = by(context);
		checkUntil(input.checkedUntil, context.now);
		const others = (await listPlaces(context.db, own.centre)).filter(({ id }) => id !== place);
		const name = input.name.toLocaleLowerCase('vi');
		if (others.some((one) => one.name.toLocaleLowerCase('vi') === name))
			throw new Refusal('health-twice', { name: input.name });
		if ((await updatePlace(context.db, { ...input, ...own, id: place })) === 0) throw new Refusal('health-changed');
		return { answer: { id: place }, about: place, person: null, centre: own.centre };
	}
);

/** It is on no page any more; who wrote it and until when stays. */
export const endPlace = command(
	{ name: 'health-places.end-place', group: 'lead', input: OnePlace, answer: v.object({ ok: v.literal(true) }) },
	async (context, { place }) => {
		const own = by(context);
		if ((await endPlaceRow(context.db, { ...own, id: place })) === 0) throw new Refusal('health-changed');
		return { answer: { ok: true }, about: place, person: null, centre: own.centre };
	}
);

/** A sheet that was pasted: what has a known name is written otherwise, what is new is added, and all of it or nothing. */
export const pastePlaces = command(
	{
		name: 'health-places.paste-places',
		group: 'lead',
		input: PasteSheet,
		answer: v.object({ added: v.number(), changed: v.number() })
	},
	async (context, { text }) => {
		const own = by(context);
		const sheet = readSheet(text, dayOf(context.now));
		const known = new Map(
			(await listPlaces(context.db, own.centre)).map((one) => [one.name.toLocaleLowerCase('vi'), one])
		);
		const old = (name: string) => known.get(name.toLocaleLowerCase('vi'));
		const added = sheet.filter(({ name }) => !old(name));
		if (known.size + added.length > MOST_PLACES) throw new Refusal('health-many', { most: MOST_PLACES });
		for (const place of sheet) {
			const stands = old(place.name);
			const done = stands
				? await updatePlace(context.db, { ...place, ...own, id: stands.id, version: stands.version })
				: await insertPlace(context.db, { ...place, ...own, id: crypto.randomUUID() });
			if (done === 0) throw new Refusal('health-changed');
		}
		const answer = { added: added.length, changed: sheet.length - added.length };
		return { answer, person: null, centre: own.centre, detail: answer };
	}
);

/** The places of this centre, for whoever keeps them. */
export const keptPlaces = query(
	{
		name: 'health-places.kept',
		group: 'lead',
		input: Nothing,
		answer: v.array(HealthPlace),
		look: 'shows nobody'
	},
	(context) => shown(context, centreOf(context.actor))
);

/** The places of a centre that see to something, for anybody. */
export const findPlaces = query(
	{
		name: 'health-places.find',
		group: ['public', 'in-house'],
		input: FindPlaces,
		answer: v.object({ places: v.array(HealthPlace), all: v.number() }),
		look: 'shows nobody'
	},
	async (context, { centre, need }) => {
		const all = await shown(context, centre);
		return { places: need ? all.filter(({ sees }) => sees.includes(need)) : all, all: all.length };
	}
);
