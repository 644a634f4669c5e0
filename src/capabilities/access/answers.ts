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
