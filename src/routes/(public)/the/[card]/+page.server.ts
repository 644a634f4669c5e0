import { openCard } from '#capabilities/help-cards/public.server.ts';
import { stepVoice } from '#capabilities/help-cards/step-voice.server.ts';
import { callCentre } from '#capabilities/support/hotlines.server.ts';
import { anyoneOf, newId } from '#web/door.server.ts';
import { orNotFound } from '#web/ids.server.ts';
import { paths } from '#web/paths.ts';
import { meetVisitor } from '#web/slip-cookie.server.ts';
import { hereOf } from '../here.server.ts';
import { other } from './other.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** One step a screen: its picture, what to do, its voice, and the way on. */
export const load: PageServerLoad = async (event) => {
	meetVisitor(event);
	const asked = event.url.searchParams;
	const centre = await hereOf(event);
	const card = await orNotFound(openCard(anyoneOf(event), { card: event.params.card, centre }));
	const step = Math.min(card.steps.length, Math.max(1, Math.trunc(Number(asked.get('buoc'))) || 1));
	return {
		phone: centre === null ? null : (await callCentre(anyoneOf(event), { centre })).phone,
		...{ card, step, voice: stepVoice(card, step, event.locals.locale, paths.open.helpCardFile) },
		...{ meant: asked.get('trung-tam'), told: asked.get('da') === 'khac', request: newId() }
	};
};

export const actions: Actions = { other };
