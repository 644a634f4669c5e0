import * as v from 'valibot';
import { day, whole } from '#kernel/shapes.ts';
import type { Db } from '#platform/db.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { Centre, Opening } from './answers.ts';
import { insertCentre, insertOpening, insertPlace } from './sql.server.ts';

const Place = v.object({
	id: whole,
	name: v.pipe(v.string(), v.nonEmpty()),
	code: v.nullable(v.string())
});

export const FoundCentre = v.object({
	province: v.nullable(Place),
	commune: Place,
	provinceId: whole,
	centre: v.object({
		...v.omit(Centre, ['id', 'communeId', 'communeName', 'provinceName']).entries,
		id: whole
	}),

	openings: v.array(Opening),
	since: day
});

/** Writes a commune with its centre and hours. For the transaction of whoever founds it. */
export async function writeCentre(db: Db, input: v.InferOutput<typeof FoundCentre>): Promise<void> {
	const { province, commune, centre } = input;
	if (province) await insertPlace(db, { ...province, parentId: null, kind: 'province', validFrom: input.since });
	await insertPlace(db, { ...commune, parentId: input.provinceId, kind: 'commune', validFrom: input.since });
	await insertPlace(db, {
		id: centre.id,
		name: centre.name,
		code: null,
		parentId: commune.id,
		kind: 'centre',
		validFrom: input.since
	});
	await insertCentre(db, centre);
	for (const opening of input.openings) await insertOpening(db, centre.id, opening);
}

/** Sets up a commune with its centre and hours; a province is made with its first commune. */
export const foundCentre = command(
	{ name: 'places.found-centre', group: 'house', input: FoundCentre, answer: v.object({ centre: v.number() }) },
	async ({ db }, input) => {
		await writeCentre(db, input);
		const { centre } = input;
		return { answer: { centre: centre.id }, centre: centre.id };
	}
);
