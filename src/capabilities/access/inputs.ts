import * as v from 'valibot';
import { id, whole } from '#kernel/shapes.ts';
import { secondEyes } from './rules-accounts.ts';
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
	browser: v.nullish(v.string()),
	/** The sign-in that this browser holds from before: it ends with the new one. */
	held: v.nullish(v.string())
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

const login = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.regex(/^[a-z0-9][a-z0-9.-]{2,40}$/, 'login-shape'));
export const newPassword = v.pipe(v.string(), v.minLength(12, 'password-short'), v.maxLength(200));
const sixDigits = v.pipe(
	v.string(),
	v.transform((typed) => typed.replace(/\s/g, '')),
	v.regex(/^\d{6}$/, 'code-shape')
);
const grant = { place: whole, role: v.picklist(roles) };

export const MakeStaff = v.object({
	id,
	login,
	name: v.pipe(v.string(), v.trim(), v.nonEmpty('name-missing'), v.maxLength(120)),
	/** Where none is said, one is derived and stands on the paper. */
	password: v.optional(newPassword),
	...grant
});
/** `seed`: of which the authenticator was made that was shown. */
export const MakeFirst = v.object({
	id,
	login,
	name: MakeStaff.entries.name,
	password: newPassword,
	seed: id,
	code: sixDigits
});
export const MakeSecond = v.object({ id, login, name: MakeStaff.entries.name, role: v.picklist(secondEyes) });
export const OneRole = v.object({ staff: id, ...grant });
/** `to`: who goes on with what lies open; null gives it back to nobody in particular. */
export const CloseStaff = v.object({ staff: id, to: v.nullable(id) });
export const AskReset = v.object({ id, staff: id });
export const OneChange = v.object({ change: id });
export const OneAccount = v.object({ staff: id });

export const MakeApiKey = v.object({
	staff: id,
	...grant,
	name: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(80)), ''),
	/** Groups of doors; null holds all that a program of this role may. */
	groups: v.optional(v.nullable(v.pipe(v.array(v.string()), v.minLength(1, 'groups-missing'))), null)
});
export const OneKey = v.object({ key: id });

/** `seed`: from which the new authenticator on the page was derived, so that a corrected form means the same one. */
export const BeginAccount = v.object({ password: newPassword, seed: id, code: sixDigits });
export const ChangePassword = v.object({ old: v.pipe(v.string(), v.maxLength(200)), password: newPassword });
export const RenewAuthenticator = v.object({
	password: v.pipe(v.string(), v.maxLength(200)),
	code: sixDigits,
	seed: id,
	fresh: sixDigits
});

/** Given by the page and never by a form: our address, and the host by which the browser came. */
const site = { origin: v.pipe(v.string(), v.url()), host: v.string() };
const credential = v.pipe(v.string(), v.maxLength(20_000));
export const BeginPasskey = v.object({ password: v.pipe(v.string(), v.maxLength(200)), code: sixDigits });
/** `begun`: the request by which the password was proven. */
export const NewPasskey = v.object({ begun: id, ...site });
export const AddPasskey = v.object({
	id,
	credential,
	name: v.pipe(v.string(), v.trim(), v.nonEmpty('passkey-name-missing'), v.maxLength(60)),
	...site
});
export const RemovePasskey = v.object({ passkey: id });
/** `visit`: by which this browser is known until it is let in. */
export const BeginEntry = v.object({ visit: v.pipe(v.string(), v.minLength(20)), address: v.string() });
export const EnterByPasskey = v.object({
	credential,
	visit: v.string(),
	...site,
	address: v.string(),
	browser: v.nullish(v.string()),
	held: v.nullish(v.string())
});
export const UnlockByPasskey = v.object({ credential, ...site });
