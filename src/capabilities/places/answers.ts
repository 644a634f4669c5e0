import * as v from 'valibot';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

export const Centre = v.object({
	id: v.number(),
	communeId: v.number(),
	communeName: v.string(),
	provinceName: v.string(),
	name: v.string(),
	shortName: v.string(),
	agencyCode: v.string(),
	bankBin: v.nullable(v.string()),
	bankName: v.nullable(v.string()),
	bankAccount: v.nullable(v.string()),
	bankAccountName: v.nullable(v.string()),
	alwaysOpen: v.boolean(),
	headStartMin: v.number(),
	waitCapMin: v.number(),
	portalWay: v.picklist(['api', 'by-hand'])
});
export type Centre = v.InferOutput<typeof Centre>;

const clock = v.pipe(v.string(), v.regex(/^\d\d:\d\d$/));
/** From when to when the doors are open on a day of the week; 0 is Sunday. */
export const Opening = v.object({
	weekday: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)),
	opens: clock,
	closes: clock
});
export type Opening = v.InferOutput<typeof Opening>;

export const HamletOf = v.object({
	id: v.number(),
	name: v.string(),
	lanes: v.array(v.string()),
	bounded: v.boolean(),
	since: v.string()
});
export type HamletOf = v.InferOutput<typeof HamletOf>;

const HamletFault = v.picklist([
	'name-missing',
	'name-twice',
	'name-long',
	'boundary-shape',
	'boundary-open',
	'boundary-swapped',
	'boundary-far'
]);
export type HamletFault = v.InferOutput<typeof HamletFault>;

/** What loading would do to the hamlets that a commune has. A list ends those that it does not name; boundaries end nothing. */
const HamletChange = v.object({
	added: v.array(v.string()),
	kept: v.array(v.string()),
	ended: v.array(v.string())
});
export type HamletChange = v.InferOutput<typeof HamletChange>;

export const HamletCheck = v.object({
	rows: v.number(),
	lanes: v.number(),
	bounded: v.number(),
	faults: v.array(v.object({ at: v.number(), name: v.string(), faults: v.array(HamletFault) })),
	crossings: v.array(v.object({ at: v.number(), name: v.string(), with: v.nullable(v.string()) })),
	/** Only the first crossings are named; the rest is seen when these are mended. */
	more: v.boolean(),
	change: HamletChange
});
export type HamletCheck = v.InferOutput<typeof HamletCheck>;

/** A commune as it was before July 2025, and a commune as it is. */
const Former = v.object({ oldCode: v.string(), name: v.string(), district: v.string(), province: v.string() });
export type Former = v.InferOutput<typeof Former>;

const Unit = v.object({ code: v.string(), name: v.string() });
export type Unit = v.InferOutput<typeof Unit>;

const Carry = v.object({ from: v.nullable(Former), to: Unit });
export type Carry = v.InferOutput<typeof Carry>;

/**
 * Why it is asked: `split`, the old commune was divided; `namesakes`, several had the name; `district`, no commune of that name lay in
 * the district that is named; `alike`, the name is that of a district or a province too; `unknown`, some of the words are no name.
 */
const Why = v.picklist(['unknown', 'split', 'namesakes', 'district', 'alike']);
export type Why = v.InferOutput<typeof Why>;

/**
 * Where an address of before July 2025 lies now. `one`: known; `ask`: only whoever lives there knows; `more`: it names no commune yet;
 * `outside`: it lies in a province that is not ours; `none`: nothing of it was recognised.
 */
export const CarriedOver = v.union([
	v.object({ kind: v.literal('one'), carry: Carry }),
	v.object({ kind: v.literal('ask'), why: Why, choices: v.array(Carry) }),
	v.object({ kind: v.picklist(['none', 'more', 'outside']) })
]);
export type CarriedOver = v.InferOutput<typeof CarriedOver>;

/** A day on which the centre rests, and why. */
export const ClosedDay = v.object({ day: v.string(), words: v.string() });
export type ClosedDay = v.InferOutput<typeof ClosedDay>;

/** `rest`: why the doors stay shut all day, in the centre's own words; empty on a day off of the State; null on any other day. */
export const OpenNow = v.object({
	open: v.boolean(),
	rest: v.nullable(v.string()),
	hours: v.array(v.object({ opens: v.string(), closes: v.string() }))
});
