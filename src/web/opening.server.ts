import { error, type RequestEvent } from '@sveltejs/kit';
import { isOpeningKey, makeFirst, makeSecond, openingStage } from '#capabilities/access/opening.server.ts';
import { makeDesk } from '#capabilities/counter/move.server.ts';
import { foundByRegister, unitsToChoose } from '#capabilities/places/found-by-register.server.ts';
import { centres } from '#capabilities/places/places.server.ts';
import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { only } from '#platform/dispatch.server.ts';
import { contextFor, program } from '#program/program.server.ts';
import { acting } from './act.server.ts';
import { cookieOf, newId } from './door.server.ts';

const may = only(openingStage, centres, unitsToChoose, foundByRegister, makeDesk, makeFirst, makeSecond);
/** The one centre that a house begins with. */
const FIRST = 1;

const contextOf = (event: RequestEvent, request: string): Context =>
	contextFor(system('door', may, null, [FIRST]), request, event.locals.now);

const holdsKey = (event: RequestEvent): boolean =>
	isOpeningKey(program().base, event.cookies.get(cookieOf.opening) ?? '');

/** How far the house is opened, and whether this browser holds what its start printed. */
export async function openingAt(event: RequestEvent, request = newId()) {
	const context = contextOf(event, request);
	return { context, stage: await openingStage(context, {}), key: holdsKey(event) };
}

/** The same of a house that is not open yet; of one that is, the page is not there. */
async function unopened(event: RequestEvent, request: string) {
	const at = await openingAt(event, request);
	return at.stage === 'open' ? error(404, 'not-found') : at;
}

/**
 * What whoever holds the key does to open the house. Whether it may still be opened each door says itself: so the very press that opened
 * it, sent again because its answer was lost, is answered again.
 */
export const byOpener = acting(async (event, request) => {
	const { context, stage, key } = await openingAt(event, request);
	return key ? { context } : error(stage === 'open' ? 404 : 403, stage === 'open' ? 'not-found' : 'not-allowed');
});

/** What whoever opens the house shows first: the key that its start printed. */
export const byUnopened = acting((event, request) => unopened(event, request));
