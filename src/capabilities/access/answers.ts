import * as v from 'valibot';
import { roles } from './rules-roles.ts';

// What the doors of this room answer: one definition for OpenAPI, the API and the tests.

export const DeviceRow = v.object({
	id: v.string(),
	kind: v.picklist(['kiosk', 'second-screen', 'display']),
	name: v.string(),
	deskName: v.nullable(v.string()),
	pairedAt: v.date(),
	seenAt: v.nullable(v.date()),
	revokedAt: v.nullable(v.date()),
	pairedBy: v.string()
});

export const SignInAnswer = v.union([
	v.object({ ok: v.literal(false), until: v.nullable(v.string()) }),
	v.object({ ok: v.literal(true), until: v.null() })
]);

export const SecondFactorAnswer = v.union([
	v.object({ ok: v.literal(false), why: v.string() }),
	v.object({ ok: v.literal(true), why: v.null() })
]);

export const ColleagueShown = v.object({ id: v.string(), name: v.string(), role: v.picklist(roles) });
