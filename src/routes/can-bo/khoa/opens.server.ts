import { unlock } from '#capabilities/access/lock.server.ts';
import { beginUnlock, unlockByPasskey } from '#capabilities/access/passkey-unlock.server.ts';
import { challengeOf } from '#capabilities/access/challenges.server.ts';
import { ownPath } from '#design/page.server.ts';
import { bySitter } from '#web/acting.server.ts';
import { refusedAs } from '#web/answer.server.ts';
import { withToken } from '#web/token.server.ts';
import { askedHere, atSite } from '#web/passkey.server.ts';

const back = (_: unknown, { form }: { form: FormData }): string => ownPath(String(form.get('ve')));

/** How a lantern is opened: by the password of whoever is signed in there, or by a key of theirs. */
export const opens = {
	open: bySitter(unlock, {
		shows: ({ why }) => (why === null ? undefined : refusedAs(400, `unlock-${why}`)),
		to: back
	}),
	begin: bySitter(
		withToken(beginUnlock, (context) => challengeOf(context, context.request)),
		{ shows: ({ token }, { event }) => askedHere(event, token) }
	),
	key: bySitter(unlockByPasskey, {
		given: atSite,
		shows: ({ why }) =>
			why === null ? undefined : refusedAs(400, why === 'locked' ? 'unlock-locked' : `passkey-${why}`),
		to: back
	})
};
