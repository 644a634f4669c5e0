import { verify } from '@node-rs/argon2';
import * as v from 'valibot';
import { braked, countFailure, forgetFailures, type Brake } from '#platform/attempts.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { findPasswordOf } from './sql.server.ts';

const brake: Brake = { purpose: 'prove-it', free: 5, minutes: 5 };

/** A member of staff proves by the password that it is still she who sits at this machine. Answers and never throws, so that its count commits. */
export const proveIt = command(
	'access.prove-it',
	v.object({ password: v.pipe(v.string(), v.maxLength(200)) }),
	async (context, { password }) => {
		const { db, actor } = context;
		if (await braked(context, brake, actor.id)) return { answer: { ok: false, why: 'locked' } };
		const kept = await findPasswordOf(db, actor.id);
		const right = kept !== undefined && (await verify(kept, password));
		await (right ? forgetFailures(context, brake, actor.id) : countFailure(context, brake, actor.id));
		return { answer: { ok: right, why: right ? null : 'wrong' } };
	}
);
