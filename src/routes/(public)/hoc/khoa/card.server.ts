import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { Nothing } from '#kernel/shapes.ts';
import { steps } from '#web/act.server.ts';
import { holdLearner, holdTouches } from '#web/learner.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Touched } from '#web/touch.server.ts';
import { askerOf } from '#web/slip-cookie.server.ts';

type Asker = ReturnType<typeof askerOf>;

/** By what the tries of whoever asks are counted, for an action of theirs. */
export const asked =
	<K extends keyof Asker>(what: K) =>
	(_: unknown, event: RequestEvent): Asker[K] =>
		askerOf(event)[what];

/** The number of a card as somebody typed it: what it opens is seen with the pictures alone. */
export const cardTyped = steps(v.object({ number: v.pipe(v.string(), v.trim(), v.maxLength(40)) }), (_, { number }) =>
	Promise.resolve({ number })
);

/** Another card than the one that this browser knows. */
export const otherCard = steps(Nothing, () => Promise.resolve({}));

/** Where a touch leads: on once it is open, else to the pictures again, with what is touched so far. */
export function afterTouch(event: RequestEvent, said: Touched | null, request: string): string {
	holdTouches(event, said?.touched ?? []);
	if (said !== null) return withQuery(paths.learn.key, { tiep: said.touched.length > 0, loi: said.why });
	holdLearner(event, request);
	return paths.learn.home;
}
