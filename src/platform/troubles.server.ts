import * as v from 'valibot';
import { Nothing } from '#kernel/shapes.ts';
import type { Ask } from './asks.server.ts';
import { command, query } from './dispatch.server.ts';
import { countGivenUp, listGivenUp, listHeartbeats, retryDelivery } from './sql-deliveries.server.ts';
import { GivenUpShown } from './answers.ts';

/** What the worker gave up: it waits here, visible, until a person presses the button. */
export const givenUp = query(
	{
		name: 'platform.given-up',
		group: 'see-troubles',
		input: Nothing,
		answer: v.array(GivenUpShown),
		look: 'holds no name'
	},
	({ db }) => listGivenUp(db)
);

/** Tries a given-up delivery again from the start. */
export const retry = command(
	{
		name: 'platform.retry-delivery',
		group: 'lead',
		input: v.object({ delivery: v.pipe(v.number(), v.integer()) }),
		answer: v.object({ retried: v.number() })
	},
	async ({ db, now }, { delivery }) => {
		const { count } = await retryDelivery(db, delivery, now);
		return { answer: { retried: count } };
	}
);

/** When each part of the house last said that it lives. */
export const heartbeats = query(
	{
		name: 'platform.heartbeats',
		group: 'see-troubles',
		input: Nothing,
		answer: v.array(v.object({ name: v.string(), at: v.date(), detail: v.record(v.string(), v.unknown()) })),
		look: 'holds no name'
	},
	({ db }) => listHeartbeats(db)
);

/** For the menu: how much the worker gave up. */
export const gaveUp: Ask = { opens: givenUp, count: countGivenUp };
