import * as v from 'valibot';
import { id } from '#kernel/shapes.ts';
import { query } from '#platform/dispatch.server.ts';
import { ToldAbout } from './answers.ts';
import { listToldAbout } from './sql-told.server.ts';

/**
 * How far the last word went that somebody is told about a thing (a ticket): it waits, is under way, has to be said by a person, or was told. Whoever
 * answered reads whether it reached them; none where nobody is told.
 */
export const toldAbout = query(
	{
		name: 'notices.told-about',
		group: 'loop',
		input: v.object({ about: id }),
		answer: v.object({ last: v.nullable(ToldAbout) }),
		look: 'of a thing whose page is a look already, and names nobody'
	},
	async ({ db }, { about }) => ({ last: (await listToldAbout(db, about))[0] ?? null })
);
