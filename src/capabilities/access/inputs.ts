import * as v from 'valibot';
import { id, whole } from '#kernel/shapes.ts';
import { roles } from './rules-roles.ts';

export const SignIn = v.object({
	login: v.pipe(v.string(), v.trim(), v.nonEmpty('login-missing'), v.maxLength(80)),
	password: v.pipe(v.string(), v.nonEmpty('password-missing'), v.maxLength(200)),
	address: v.string(),
	/** What this browser was given when it was let in before. */
	browser: v.nullish(v.string())
});

export const SecondFactor = v.object({
	token: v.pipe(v.string(), v.nonEmpty()),
	code: v.pipe(
		v.string(),
		v.transform((typed) => typed.replace(/\s/g, '')),
		v.regex(/^\d{6}$/, 'code-shape')
	),
	address: v.optional(v.string(), ''),
	browser: v.nullish(v.string())
});

export const Unlock = v.object({ password: v.pipe(v.string(), v.maxLength(200)) });
export const SitAtDesk = v.object({ desk: id });
export const AskPairing = v.object({ kind: v.picklist(['kiosk', 'display', 'second-screen']) });
export const PairDevice = v.object({
	code: v.pipe(
		v.string(),
		v.transform((typed) => typed.replace(/\D/g, '')),
		v.regex(/^\d{6}$/, 'pairing-shape')
	),
	desk: v.nullable(id),
	centre: whole
});
export const RevokeDevice = v.object({ device: id });
export const RevokeSessions = v.object({ staff: id });

export const MakeStaff = v.object({
	id,
	login: v.pipe(v.string(), v.trim(), v.regex(/^[a-z0-9][a-z0-9.-]{2,40}$/, 'login-shape')),
	name: v.pipe(v.string(), v.trim(), v.nonEmpty('name-missing'), v.maxLength(120)),
	password: v.pipe(v.string(), v.minLength(12, 'password-short'), v.maxLength(200)),
	place: whole,
	role: v.picklist(roles)
});
export const MakeApiKey = v.object({ staff: id, place: whole, role: v.picklist(roles) });
