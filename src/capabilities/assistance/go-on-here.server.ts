import * as v from 'valibot';
import { command } from '#platform/dispatch.server.ts';
import { Lock } from './inputs.ts';
import { openSession, passHere } from './session.server.ts';

/**
 * Whoever left a session open on another machine, or whose sign-in was over meanwhile, goes on with it here: same person, same file.
 * Refuses another's session and one that has ended (`no-session`), and whoever sits at no desk of its centre (`not-at-a-desk`).
 */
export const goOnHere = command(
	{
		name: 'assistance.go-on-here',
		byPerson: true,
		group: 'sit-beside',
		input: Lock,
		answer: v.object({ session: v.string() })
	},
	async (context, { session }) => passHere(context, await openSession(context, session))
);
