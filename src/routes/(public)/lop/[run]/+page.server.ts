import { classShown } from '#capabilities/classes/public.server.ts';
import { cardsOfClass } from '#capabilities/help-cards/classes.server.ts';
import { clip } from '#design/clips.ts';
import { anyoneOf } from '#web/door.server.ts';
import { idOf, orNotFound } from '#web/ids.server.ts';
import type { PageServerLoad } from './$types';

/** One class for anybody: what, when, where, by whom, and how to get a place. */
export const load: PageServerLoad = async (event) => ({
	...(await orNotFound(classShown(anyoneOf(event), { run: idOf(event, 'run') }))),
	cards: await cardsOfClass(anyoneOf(event), { run: idOf(event, 'run') }),
	audio: clip('lop-hoc', event.locals.locale)
});
