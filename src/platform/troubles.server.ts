import * as v from 'valibot';
import type { Ask } from './asks.server.ts';
import { command, query } from './dispatch.server.ts';
import { countGivenUp, listGivenUp, listHeartbeats, retryDelivery } from './sql-deliveries.server.ts';

/** What the worker gave up: it waits here, visible, until a person presses the button. */
export const givenUp = query('platform.given-up', v.object({}), ({ db }) => listGivenUp(db));

/** Tries a given-up delivery again from the start. */
export const retry = command(
	'platform.retry-delivery',
	v.object({ delivery: v.pipe(v.number(), v.integer()) }),
	async ({ db, now }, { delivery }) => {
		const { count } = await retryDelivery(db, delivery, now);
		return { answer: { retried: count } };
	}
);

export const heartbeats = query('platform.heartbeats', v.object({}), ({ db }) => listHeartbeats(db));

/** For the menu: how much the worker gave up. */
export const gaveUp: Ask = { right: 'platform.given-up', count: countGivenUp };
