import { redirect } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { keyBeside } from '#capabilities/picture-keys/give.server.ts';
import { cardWords } from '#capabilities/picture-keys/rules-pictures.ts';
import { centre } from '#capabilities/places/places.server.ts';
import { centreOf } from '#kernel/actor.ts';
import { staffOf } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** The card on paper: its number and its picture code, no name and none of the three pictures. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	const key = await keyBeside(context, {});
	if (!key) redirect(303, paths.session.learningCard);
	const { name } = await centre(context, { centre: centreOf(actor) });
	const link = program().settings.ORIGIN + paths.learn.byCard(key.card);
	return { session: actor.session ?? '', number: cardWords(key.card), link, centre: name };
};
