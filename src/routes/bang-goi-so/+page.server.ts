import { program } from '#program/program.server.ts';
import { pairedOf } from '#web/pairing.server.ts';
import { boardFor } from './board.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	board: await boardFor(await pairedOf(event, 'display')),
	locale: event.locals.locale,
	demo: program().settings.SEED === 'demo'
});
