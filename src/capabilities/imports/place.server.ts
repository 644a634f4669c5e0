import * as v from 'valibot';
import { plain } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id } from '#kernel/shapes.ts';
import { command } from '#platform/dispatch.server.ts';
import { readingOf } from './map.server.ts';
import { putPlaces, updateImport } from './sql.server.ts';
import { importIn } from './state.server.ts';

/** Most places about which one answer speaks. */
export const MOST_PLACES = 50;

/**
 * Says which hamlet each place is that a sheet names and the list of the commune does not; null is none of the list, and whoever has a
 * hamlet keeps it. Remembered for the next sheet; this one is checked again.
 */
export const placeImport = command(
	{
		name: 'imports.place',
		group: 'keep-register',
		input: v.object({
			import: id,
			places: v.pipe(
				v.array(v.object({ said: v.pipe(v.string(), v.nonEmpty(), v.maxLength(120)), hamlet: v.nullable(v.number()) })),
				v.maxLength(MOST_PLACES)
			)
		}),
		answer: v.object({ checking: v.boolean() })
	},
	async (context, input) => {
		const found = await importIn(context, input.import, 'checked');
		const { hamlets } = await readingOf(context, found);
		const listed = new Set(hamlets.map((one) => one.id));
		if (input.places.some(({ hamlet }) => hamlet !== null && !listed.has(hamlet))) throw new Refusal('hamlet-unlisted');
		const places = input.places.map(({ said, hamlet }) => ({ said: plain(said), hamlet }));
		if (places.length > 0) {
			await putPlaces(context.db, found.communeId, places, context.now);
			await updateImport(context.db, found.id, { state: 'checking', checked: 0, fault: null });
		}
		return { answer: { checking: places.length > 0 }, about: found.id, person: null };
	}
);
