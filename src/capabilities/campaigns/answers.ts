import * as v from 'valibot';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

const letter = v.nullable(v.string());
const Spot = v.tuple([v.number(), v.number()]);

export const DivisionPart = v.object({
	letter: v.string(),
	name: v.string(),
	/** Its area is opened when the division is handed over. */
	fresh: v.boolean(),
	staff: v.array(v.object({ id: v.string(), name: v.string() })),
	doors: v.number(),
	/** How many it has until the division is handed over. */
	before: v.number(),
	/** Doors where somebody of 75 and more lives, or a promise is open. */
	first: v.number(),
	/** How far somebody walks who goes to each of them once, in metres. */
	walk: v.number(),
	/** The most that one person of it goes through, other areas of theirs aside. */
	each: v.number()
});
export type DivisionPart = v.InferOutput<typeof DivisionPart>;

export const DivisionDoor = v.object({
	id: v.string(),
	lane: v.nullable(v.string()),
	spot: v.nullable(Spot),
	/** The part in which it stands now, and into which it is put. */
	now: letter,
	letter,
	met: v.boolean()
});
export type DivisionDoor = v.InferOutput<typeof DivisionDoor>;

export const DivisionLane = v.object({
	/** Null: doors of which no lane is known. */
	name: v.nullable(v.string()),
	doors: v.number(),
	walk: v.number(),
	/** The parts in which its doors are put; several where it is cut. */
	letters: v.array(letter)
});
export type DivisionLane = v.InferOutput<typeof DivisionLane>;

export const Division = v.object({
	id: v.string(),
	rev: v.number(),
	hamlet: v.string(),
	/** GeoJSON (RFC 7946). */
	boundary: v.nullable(v.looseObject({ type: v.string() })),
	parts: v.array(DivisionPart),
	doors: v.array(DivisionDoor),
	lanes: v.array(DivisionLane),
	goers: v.array(v.object({ id: v.string(), name: v.string(), near: v.boolean() })),
	/** Whether there is something to take back. */
	undo: v.boolean(),
	/** Whether handing it over changes anything. */
	changes: v.boolean()
});
export type Division = v.InferOutput<typeof Division>;

/** What handing over some doors brings. */
export const DivisionPreview = v.object({
	/** Households that come to another area. */
	families: v.number(),
	/** Of these, how many are in no area afterwards. */
	toNobody: v.number(),
	/** Households to which somebody else goes than now, whether they move or the people do. */
	others: v.number(),
	/** Promises that are open, and hours at the police that people were told; both stay as they are. */
	promises: v.number(),
	told: v.number(),
	/** Phones that let go of doors. */
	phones: v.number(),
	/** Who comes to a part and who goes from it, by the ids of staff. */
	people: v.array(v.object({ letter: v.string(), comes: v.array(v.string()), leaves: v.array(v.string()) })),
	/** Who met people there before, and at how many of these doors. */
	known: v.array(v.object({ name: v.nullable(v.string()), doors: v.number() })),
	/** Parts whose doors or walk are another, before and after. */
	parts: v.array(
		v.object({ letter: v.string(), from: v.number(), to: v.number(), walkFrom: v.number(), walkTo: v.number() })
	),
	unevenBy: v.number(),
	/** Whoever would have more than a person can go through. */
	heavy: v.array(v.object({ letter: v.string(), each: v.number() })),
	stamp: v.string()
});
export type DivisionPreview = v.InferOutput<typeof DivisionPreview>;

export const HamletState = v.object({
	/** Null: of these households no hamlet is known. */
	id: v.nullable(v.number()),
	name: v.nullable(v.string()),
	households: v.number(),
	/** Doors that nobody goes to. */
	loose: v.number(),
	areas: v.number(),
	/** Somebody has begun to divide it. */
	dividing: v.boolean()
});
export type HamletState = v.InferOutput<typeof HamletState>;

export const Campaign = v.object({
	id: v.string(),
	rev: v.number(),
	name: v.string(),
	from: v.string(),
	to: v.string(),
	greeting: v.string(),
	ended: v.boolean(),
	/** Days gone and left, and the part of its time that is over (0 to 1). */
	days: v.object({ gone: v.number(), left: v.number(), part: v.number() }),
	/** Doors of its areas, those at which somebody was met, and those that were tried and met nobody. */
	reach: v.object({ doors: v.number(), met: v.number(), tried: v.number() }),
	/** Households in no area: nobody goes to them, and they are no part of `reach`. */
	loose: v.number(),
	/** Said on phones and not arrived yet. */
	onPhones: v.number(),
	visits: v.array(v.object({ day: v.string(), met: v.number() })),
	aims: v.array(
		v.object({
			topic: v.string(),
			whom: v.string(),
			meant: v.number(),
			shown: v.number(),
			/** Households where somebody did it alone afterwards. */
			able: v.number(),
			/** Fewer than five are meant: nothing of it is told. */
			hidden: v.boolean()
		})
	),
	areas: v.array(
		v.object({
			id: v.string(),
			name: v.string(),
			hamlet: v.nullable(v.number()),
			workers: v.array(v.nullable(v.string())),
			doors: v.number(),
			met: v.number()
		})
	),
	/** A group of fewer than five households is not told. */
	groups: v.array(v.object({ group: v.string(), have: v.number(), met: v.number(), hidden: v.boolean() })),
	/** Whether whoever asks may change it. */
	mine: v.boolean()
});
export type Campaign = v.InferOutput<typeof Campaign>;
