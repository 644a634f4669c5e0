import { challengeOf } from '#capabilities/access/challenges.server.ts';
import { beginEntry, enterByPasskey } from '#capabilities/access/passkey-entry.server.ts';
import { fullTokenOf } from '#capabilities/access/shift.server.ts';
import { newToken } from '#platform/keys.server.ts';
import { byDoor } from '#web/acting.server.ts';
import { refusedAs } from '#web/answer.server.ts';
import { cookieOf, setCookie } from '#web/door.server.ts';
import { askedHere, atSite, noteKeyed } from '#web/passkey.server.ts';
import { withToken } from '#web/token.server.ts';
import { takeIn } from '../../take-in.server.ts';

/** Long enough to find the finger, and no longer than its challenge. */
const VISIT_SECONDS = 300;

/** The sign-in by a key of this machine: its challenge, and what the key said to it. */
export const byKey = {
	begin: byDoor(beginEntry)(
		withToken(beginEntry, (context) => challengeOf(context, context.request)),
		{
			given: {
				visit: (_, { cookies }) => cookies.get(cookieOf.visit) ?? newToken(),
				address: (_, event) => event.getClientAddress()
			},
			shows: ({ token }, { event, input: { visit } }) => {
				setCookie(event.cookies, cookieOf.visit, visit, VISIT_SECONDS);
				return askedHere(event, token);
			}
		}
	),
	enter: byDoor(enterByPasskey)(withToken(enterByPasskey, fullTokenOf), {
		given: {
			...atSite,
			visit: (_, { cookies }) => cookies.get(cookieOf.visit) ?? '',
			address: (_, event) => event.getClientAddress(),
			browser: (_, { cookies }) => cookies.get(cookieOf.browser) ?? null,
			held: (_, { cookies }) => cookies.get(cookieOf.staff) ?? null
		},
		shows: ({ why }) =>
			why === null ? undefined : refusedAs(400, why === 'locked' ? 'sign-in-locked' : `passkey-${why}`),
		to: ({ token }, came) => {
			noteKeyed(came.event);
			return takeIn(token, came);
		}
	})
};
