import * as v from 'valibot';

/** Why what was written at a door is no yes: they signed nothing, the photo of it is not here, they signed other words than stand now, or nobody has compared them with their card. */
export const NotYet = v.picklist([
	'not-signed',
	'photo-missing',
	'changed-since',
	'answers-missing',
	'person-unverified'
]);
export type NotYet = v.InferOutput<typeof NotYet>;

/** That a case was written at a door: when, what its sheet was signed for, and how many photos come with it. */
export const DoorCase = v.object({
	saidAt: v.date(),
	notYet: v.nullable(NotYet),
	/** The hash that was signed, hex. */
	signed: v.nullable(v.string()),
	photos: v.number()
});
export type DoorCase = v.InferOutput<typeof DoorCase>;
