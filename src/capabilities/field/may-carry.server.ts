import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Nothing } from '#kernel/shapes.ts';
import { query } from '#platform/dispatch.server.ts';
import { ledBy } from './leads.server.ts';
import { listCarriers } from './sql-phones.server.ts';

/** Whom a phone may be bound to: teams of the commune and guides, or those of the hamlets that whoever asks leads. */
export const mayCarry = query(
	{
		name: 'field.may-carry',
		group: ['lead', 'lead-field'],
		input: Nothing,
		answer: v.array(v.object({ id: v.string(), name: v.string(), areas: v.array(v.string()), phones: v.number() })),
		look: 'names staff, and no resident'
	},
	async (context) => listCarriers(context.db, centreOf(context.actor), await ledBy(context))
);
