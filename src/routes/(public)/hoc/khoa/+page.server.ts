import { fail, redirect } from '@sveltejs/kit';
import { openByCard } from '#capabilities/picture-keys/open.server.ts';
import { readCard } from '#capabilities/picture-keys/rules-pictures.ts';
import { whyNot } from '#capabilities/picture-keys/answers.ts';
import { clip } from '#design/clips.ts';
import { byAnyone, byDoor } from '#web/acting.server.ts';
import { newId, requestOf } from '#web/door.server.ts';
import { dropCard, findLearnerHere, heldCard, heldTouches, holdCard } from '#web/learner.server.ts';
import { meetVisitor } from '#web/slip-cookie.server.ts';
import { touchForCard } from '#web/touch.server.ts';
import { paths } from '#web/paths.ts';
import { afterTouch, asked, cardTyped, otherCard } from './card.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The three pictures of whoever’s card this browser knows; without one it asks for its number. */
export const load: PageServerLoad = async (event) => {
	meetVisitor(event);
	if ((await findLearnerHere(event))?.hall === null) redirect(303, paths.learn.home);
	const card = heldCard(event) !== null;
	const why = whyNot.find((one) => one === event.url.searchParams.get('loi')) ?? null;
	const audio = clip(card ? 'ba-hinh' : 'the-hoc', event.locals.locale);
	return { card, touched: heldTouches(event), why, audio, request: newId() };
};

export const actions: Actions = {
	card: byAnyone(cardTyped, {
		shows: ({ number }, { event }) => {
			const card = readCard(number);
			if (card === null) return fail(400, { shape: number });
			holdCard(event, card);
			return undefined;
		},
		to: paths.learn.key
	}),
	other: byAnyone(otherCard, { to: (_, { event }) => (dropCard(event), paths.learn.key) }),
	touch: byDoor(openByCard)(touchForCard, {
		given: { card: (_, event) => heldCard(event) ?? '', address: asked('address'), browser: asked('browser') },
		to: (said, { event, form }) => afterTouch(event, said, requestOf(form))
	})
};
