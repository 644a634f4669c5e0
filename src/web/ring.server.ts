import * as v from 'valibot';
import { isPushHost } from '#kernel/push-host.ts';
import { follow } from '#capabilities/notices/follow.server.ts';
import { program } from '#program/program.server.ts';
import type { RequestEvent } from '@sveltejs/kit';

const endpointIn = (line: string): string => {
	try {
		return String((JSON.parse(line) as { endpoint?: unknown } | null)?.endpoint);
	} catch {
		return '';
	}
};

/** What a browser gives to be rung by, as the one line that it writes: an address at a host that no browser names is refused (`push-host`). */
const RingForm = v.object({
	browser: v.pipe(
		v.string(),
		v.check((line) => isPushHost(endpointIn(line), program().settings.PUSH_HOSTS), 'push-host')
	)
});

/** How a page with something to follow takes it. */
export const ringWays = {
	reads: RingForm,
	given: { locale: (_: unknown, event: RequestEvent) => event.locals.locale },
	form: 'ring',
	shows: () => ({ rung: true as const })
};

export { follow };

/** What a browser is given to subscribe by; null where nothing rings here. */
export const ringKey = (): string | null => program().pushKey;
