import * as v from 'valibot';

/** Who somebody at a door is: by name, from where, until when, and with a picture (JPEG, base64). */
export const Visitor = v.object({
	badge: v.string(),
	name: v.string(),
	/** Of a community digital team, or of the commune's own staff. */
	team: v.boolean(),
	hamlets: v.array(v.string()),
	/** The areas through which they go now. */
	areas: v.array(v.string()),
	validUntil: v.string(),
	/** Of which commune. */
	commune: v.nullable(v.string()),
	picture: v.string()
});
export type Visitor = v.InferOutput<typeof Visitor>;

/** What may be said of six digits that are nobody's. `twice`: two people show the same by chance; the next digits tell them apart. */
export const whys = ['wrong', 'old', 'twice', 'digits-shape', 'slowed'] as const;

/** Whose six digits were: a badge, or why not. `until` (ISO 8601) is when somebody who was slowed may ask again. */
export const Checked = v.object({
	badge: v.nullable(v.string()),
	why: v.nullable(v.picklist(whys)),
	until: v.nullable(v.string())
});

/** Somebody who may have a badge, and the one that they have. */
export const Bearer = v.object({
	id: v.string(),
	name: v.string(),
	team: v.boolean(),
	hamlets: v.array(v.string()),
	badge: v.nullable(
		v.object({ id: v.string(), validUntil: v.string(), givenAt: v.date(), standing: v.boolean(), picture: v.string() })
	)
});
export type Bearer = v.InferOutput<typeof Bearer>;
