import { hash } from '@node-rs/argon2';
import { Secret } from 'otpauth';
import { command } from '#platform/dispatch.server.ts';
import { derive, tokenHash, wrap } from '#platform/keys.server.ts';
import type { Context } from '#platform/context.server.ts';
import { MakeApiKey, MakeStaff } from './inputs.ts';
import { ARGON } from './sign-in.server.ts';
import { insertApiKey, insertGrant, insertStaff } from './sql.server.ts';

/** The TOTP secret that making this person gave: derived from the request, so that it is shown once and stored sealed only. */
export const totpSecretOf = ({ keys, request }: Pick<Context, 'keys' | 'request'>): Secret =>
	new Secret({ buffer: new Uint8Array(derive(keys, 'totp', request).subarray(0, 20)).buffer });

/** Makes a member of staff with a role at a place. Refuses a login that is taken (constraint `staff_login_once`). */
export const makeStaff = command('access.make-staff', MakeStaff, async (context, input) => {
	const secret = totpSecretOf(context);
	await insertStaff(context.db, {
		id: input.id,
		login: input.login,
		name: input.name.normalize('NFC'),
		password: await hash(input.password, ARGON),
		totpSealed: Buffer.from(wrap(context.keys, Buffer.from(secret.bytes), input.id)),
		totpStep: Math.floor(context.now.getTime() / 30_000) - 2,
		at: context.now
	});
	await insertGrant(context.db, input.id, input.place, input.role, context.now);
	return { answer: { id: input.id }, about: input.id, detail: { role: input.role, place: input.place } };
});

export const apiKeyOf = ({ keys, request }: Pick<Context, 'keys' | 'request'>): string =>
	`tn_${derive(keys, 'api-key', request).toString('base64url')}`;

/** Makes a bearer key that holds a role at a place; shown once. */
export const makeApiKey = command('access.make-api-key', MakeApiKey, async (context, { staff, role, place }) => {
	const id = crypto.randomUUID();
	await insertApiKey(context.db, { tokenHash: tokenHash(apiKeyOf(context)), id, staff, role, place, at: context.now });
	return { answer: { id }, about: id, detail: { role, place } };
});
