import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Nothing } from '#kernel/shapes.ts';
import { query } from '#platform/dispatch.server.ts';
import { pairedAt } from '#capabilities/access/devices.server.ts';

/** The machines that are paired with this centre, by name: which of them a colleague is stuck with. */
export const machines = query(
	{
		name: 'support.machines',
		group: 'loop',
		input: Nothing,
		answer: v.array(v.object({ id: v.string(), kind: v.string(), name: v.string() })),
		look: 'shows machines, and nobody'
	},
	(context) => pairedAt(context, centreOf(context.actor))
);
