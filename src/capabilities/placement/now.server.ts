import * as v from 'valibot';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { besideOf } from '#capabilities/learning/observe.server.ts';
import { judgedBefore } from '#capabilities/learning/placing.server.ts';
import { PlacementShown } from './answers.ts';
import { placementNow } from './rules-placement.ts';
import { findPlacement } from './sql.server.ts';

async function nowOf(context: Context): Promise<PlacementShown | null> {
	const { person } = besideOf(context);
	const found = await findPlacement(context.db, person);
	if (!found) return null;
	const answers = await judgedBefore(context, person);
	const { id, items, begunAt, clockFrom } = found;
	const said = new Set(answers.filter(({ at }) => at >= begunAt).map(({ item }) => item));
	return {
		...{ id, begunAt, clockFrom },
		...placementNow(found, answers, context.now),
		heard: items.filter((item) => said.has(item))
	};
}

/** Where the person beside begins, as far as was heard, and what is asked next; null where nobody ever asked. */
export const placementBeside = query(
	{
		name: 'placement.beside',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: v.nullable(PlacementShown),
		look: 'beside the person, in a session whose every page is a look already'
	},
	nowOf
);
