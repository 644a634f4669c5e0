import { redirect } from '@sveltejs/kit';
import { readCard } from '#capabilities/picture-keys/rules-pictures.ts';
import { holdCard } from '#web/learner.server.ts';
import { isOwnWay } from '#web/own-way.ts';
import { paths } from '#web/paths.ts';
import type { RequestHandler } from './$types';

/** What the picture on a card opens: the number goes from the address into this browser. It opens nothing without the pictures, and a link of another site brings none. */
export const GET: RequestHandler = (event) => {
	const card = readCard(event.params.number);
	if (card !== null && isOwnWay(event)) holdCard(event, card);
	redirect(303, paths.learn.key);
};
