import { program } from '#program/program.server.ts';
import { openCard } from '#capabilities/help-cards/public.server.ts';
import { anyoneOf } from '#web/door.server.ts';
import { orNotFound } from '#web/ids.server.ts';
import { hereOf } from '../../here.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** A card on paper, A5, in large letters: it names its version, and leads to its voice. */
export const load: PageServerLoad = async (event) => ({
	card: await orNotFound(openCard(anyoneOf(event), { card: event.params.card, centre: await hereOf(event) })),
	origin: program().settings.ORIGIN,
	meant: event.url.searchParams.get('trung-tam'),
	locale: event.locals.locale,
	demo: program().settings.SEED === 'demo'
});
