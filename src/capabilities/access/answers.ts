import * as v from 'valibot';
import { deviceKinds, roles } from './rules-roles.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

export const DeviceRow = v.object({
	id: v.string(),
	kind: v.picklist(deviceKinds),
	name: v.string(),
	deskName: v.nullable(v.string()),
	pairedAt: v.date(),
	seenAt: v.nullable(v.date()),
	revokedAt: v.nullable(v.date()),
	pairedBy: v.string()
});
export type DeviceRow = v.InferOutput<typeof DeviceRow>;

export const SignInAnswer = v.union([
	v.object({ ok: v.literal(false), until: v.nullable(v.string()) }),
	v.object({ ok: v.literal(true), until: v.null() })
]);

export const SecondFactorAnswer = v.union([
	v.object({ ok: v.literal(false), why: v.string() }),
	v.object({ ok: v.literal(true), why: v.null() })
]);

export const Colleague = v.object({ id: v.string(), name: v.string(), role: v.picklist(roles) });

/** Somebody who sits at a desk now. */
export const Seated = v.object({ id: v.string(), name: v.string(), desk: v.string() });

export const AccountRow = v.object({
	id: v.string(),
	login: v.string(),
	name: v.string(),
	madeAt: v.date(),
	closedAt: v.nullable(v.date()),
	/** Nobody has signed in with the paper yet. */
	mustChange: v.boolean(),
	lastAt: v.nullable(v.date()),
	grants: v.array(v.object({ role: v.picklist(roles), place: v.number(), placeName: v.string() }))
});
export type AccountRow = v.InferOutput<typeof AccountRow>;

export const AccountChange = v.object({
	id: v.string(),
	staffId: v.string(),
	what: v.picklist(['reset', 'give', 'take', 'close']),
	role: v.nullable(v.picklist(roles)),
	place: v.nullable(v.number()),
	placeName: v.nullable(v.string()),
	to: v.nullable(v.string()),
	toName: v.nullable(v.string()),
	askedBy: v.string(),
	askedAt: v.date(),
	expiresAt: v.date(),
	name: v.string(),
	askerName: v.string()
});
export type AccountChange = v.InferOutput<typeof AccountChange>;

export const ApiKeyRow = v.object({
	id: v.string(),
	name: v.string(),
	role: v.picklist(roles),
	/** Null: all that a program of this role may. */
	groups: v.nullable(v.array(v.string())),
	placeName: v.string(),
	madeAt: v.date(),
	expiresAt: v.date(),
	lastUsedAt: v.nullable(v.date()),
	/** Until when the token before the newest works too. */
	oldUntil: v.nullable(v.date()),
	revokedAt: v.nullable(v.date())
});
export type ApiKeyRow = v.InferOutput<typeof ApiKeyRow>;

export const OwnSession = v.object({
	id: v.string(),
	madeAt: v.date(),
	workedAt: v.date(),
	lockedAt: v.nullable(v.date()),
	deskName: v.nullable(v.string())
});
export type OwnSession = v.InferOutput<typeof OwnSession>;

export const PasskeyRow = v.object({
	id: v.string(),
	name: v.string(),
	madeAt: v.date(),
	lastUsedAt: v.nullable(v.date())
});
export type PasskeyRow = v.InferOutput<typeof PasskeyRow>;

export const PasskeyAnswer = v.union([
	v.object({
		ok: v.literal(false),
		/** `counter`: it has signed elsewhere since, so there are two of it. */
		why: v.picklist(['locked', 'over', 'wrong', 'counter']),
		until: v.nullable(v.string())
	}),
	v.object({ ok: v.literal(true), why: v.null(), until: v.null() })
]);

/** What is printed of a new account: nobody's password where it was chosen; the authenticator as letters and as what its picture reads. */
export const FirstPaper = v.object({
	login: v.string(),
	password: v.nullable(v.string()),
	code: v.object({ letters: v.string(), uri: v.string() })
});
export type FirstPaper = v.InferOutput<typeof FirstPaper>;
