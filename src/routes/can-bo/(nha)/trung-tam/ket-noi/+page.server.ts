import { keptCentre } from '#capabilities/places/keep-centre.server.ts';
import { program } from '#program/program.server.ts';
import { staffWho } from '#web/door.server.ts';
import { hooksShown } from '#web/webhooks-shown.server.ts';
import { eIdShown } from './e-id-shown.ts';
import type { PageServerLoad } from './$types';

/** How other systems reach the house, for whoever sets them up on the other side. */
export const load: PageServerLoad = async (event) => {
	await staffWho(event, keptCentre);
	const { settings } = program();
	return { ...hooksShown(settings, event.locals.now), eId: eIdShown(settings) };
};
