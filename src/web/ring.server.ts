import * as v from 'valibot';
import { isPushHost } from '#kernel/push-host.ts';
import { follow } from '#capabilities/notices/follow.server.ts';
import { program } from '#program/program.server.ts';
import type { Context } from '#platform/context.server.ts';
import { cookieOf, setCookie } from './door.server.ts';
import type { RequestEvent } from '@sveltejs/kit';

/** The address in the line; empty where it is none. */
function endpointIn(line: string): string {
	try {
		const { endpoint } = JSON.parse(line) as { endpoint: string };
		return URL.canParse(endpoint) ? endpoint : '';
	} catch {
		return '';
	}
}

const isListed = (endpoint: string): boolean => endpoint !== '' && isPushHost(endpoint, program().settings.PUSH_HOSTS);

/** What a browser gives to be rung by, as the one line that it writes: an address at a host that no browser names is refused (`push-host`). */
const RingForm = v.object({
	browser: v.pipe(
		v.string(),
		v.check((line) => isListed(endpointIn(line)), 'push-host')
	)
});

type Who = { context: Context };

/** Of what the page is, whoever holds it. */
const thingOf = ({ context: { actor } }: Who): string => actor.row ?? actor.subject ?? '';

const KEPT_SECONDS = 60 * 86_400;

/** How a page with something to follow takes it; this browser knows for itself of what it is rung. */
export const ringWays = {
	reads: RingForm,
	given: { locale: (_: unknown, event: RequestEvent) => event.locals.locale },
	form: 'ring',
	to: (_: unknown, { who, event }: { who: Who; event: RequestEvent }) => {
		// Of staff the house knows in which browser they are signed in.
		if (who.context.actor.kind !== 'staff') setCookie(event.cookies, cookieOf.ring, thingOf(who), KEPT_SECONDS);
		return event.url.pathname;
	}
};

export { follow };

/** What a browser is given to subscribe by, null where nothing rings here; and whether this one is rung of a thing already. */
export const ringOf = ({ cookies }: Pick<RequestEvent, 'cookies'>, thing: string) => ({
	by: program().pushKey,
	rung: cookies.get(cookieOf.ring) === thing
});
