import * as v from 'valibot';

// What the doors of this room answer: one definition for OpenAPI, the API and the tests.

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

export const HamletOf = v.object({
	id: v.number(),
	name: v.string(),
	lanes: v.array(v.string()),
	bounded: v.boolean(),
	since: v.string()
});

const HamletFault = v.picklist([
	'name-missing',
	'name-twice',
	'name-long',
	'boundary-shape',
	'boundary-open',
	'boundary-swapped',
	'boundary-far'
]);

const HamletChange = v.object({
	added: v.array(v.string()),
	kept: v.array(v.string()),
	ended: v.array(v.string())
});

export const HamletCheck = v.object({
	rows: v.number(),
	lanes: v.number(),
	bounded: v.number(),
	faults: v.array(v.object({ at: v.number(), name: v.string(), faults: v.array(HamletFault) })),
	crossings: v.array(v.object({ at: v.number(), name: v.string(), with: v.nullable(v.string()) })),
	change: HamletChange
});

const Former = v.object({ oldCode: v.string(), name: v.string(), district: v.string(), province: v.string() });

const Unit = v.object({ code: v.string(), name: v.string() });

const Carry = v.object({ from: v.nullable(Former), to: Unit });

const Why = v.picklist(['unknown', 'split', 'namesakes', 'district', 'alike']);

export const CarriedOver = v.union([
	v.object({ kind: v.literal('one'), carry: Carry }),
	v.object({ kind: v.literal('ask'), why: Why, choices: v.array(Carry) }),
	v.object({ kind: v.picklist(['none', 'more', 'outside']) })
]);

export const OpenNowShown = v.object({
	open: v.boolean(),
	hours: v.array(v.object({ opens: v.string(), closes: v.string() }))
});
