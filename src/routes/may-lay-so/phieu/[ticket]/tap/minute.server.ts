import { redirect, type RequestEvent } from '@sveltejs/kit';
import { ticket } from '#capabilities/counter/board.server.ts';
import { closeLearning } from '#capabilities/picture-keys/open.server.ts';
import { openItem } from '#capabilities/practice/heard.server.ts';
import { ownPractice } from '#capabilities/practice/own.server.ts';
import { rulesOfThree } from '#capabilities/practice/scams.ts';
import { clip } from '#design/clips.ts';
import { acting } from '#web/act.server.ts';
import { newId } from '#web/door.server.ts';
import { isId } from '#web/ids.server.ts';
import { dropLearner, learnerAt } from '#web/learner.server.ts';
import { pairedOf } from '#web/pairing.server.ts';
import { paths } from '#web/paths.ts';

/** How long nothing may be touched before the next person finds the ticket page again (seconds). */
const IDLE = 90;

/** This machine of the hall. */
export const hereOf = async (event: RequestEvent) => (await pairedOf(event, 'kiosk')).device;

/** The ticket whose page this is. */
export const ticketAsked = ({ params }: RequestEvent): string => params['ticket'] ?? '';

/** The same page again, as whoever opened it. */
export const stayOn = (event: RequestEvent): string => paths.machines.ticketPractice(ticketAsked(event));

/** What whoever opened practice at this machine does; once it is closed they are at the pictures again. */
export const byLearnerHere = acting(async (event, request) => {
	const { id } = await hereOf(event);
	return (await learnerAt(event, { device: id, ticket: ticketAsked(event) }, request)) ?? redirect(303, stayOn(event));
});

/** What the item was, once it was answered; with it the minute is over, and the machine is for the next one. */
export async function whatItWas(event: RequestEvent, item: string) {
	const { id } = await hereOf(event);
	const learner = await learnerAt(event, { device: id, ticket: ticketAsked(event) });
	if (!learner) redirect(303, stayOn(event));
	const was = await openItem(learner.context, item, null, event.locals.locale);
	await closeLearning(learner.context, {});
	dropLearner(event);
	if (!was?.tried) redirect(303, paths.machines.ticket(ticketAsked(event)));
	return { tried: was.tried, voice: was.voice };
}

/** The pictures, or the one item of a minute: never a name, and never another thing of whoever opened it. */
export async function practiceAt(event: RequestEvent) {
	const { context, device } = await pairedOf(event, 'kiosk');
	const asked = ticketAsked(event);
	const found = isId(asked) ? await ticket(context, { ticket: asked }) : null;
	if (!found) redirect(303, paths.machines.kiosk);
	event.setHeaders({ refresh: `${IDLE}; url=${paths.machines.ticket(found.id)}` });
	const base = { ticket: found, request: newId(), helpRequest: newId(), fingers: rulesOfThree.fingers };
	const learner = await learnerAt(event, { device: device.id, ticket: found.id });
	if (!learner) return { ...base, item: null, audio: clip('ba-hinh', event.locals.locale) };
	const { url, locals } = event;
	const item = (await ownPractice(learner.context, {})).next;
	const opened = await openItem(learner.context, item, url.searchParams.get('luot'), locals.locale);
	if (!opened?.asked) redirect(303, paths.machines.ticket(found.id));
	return { ...base, item: { asked: opened.asked, voice: opened.voice }, audio: null };
}
