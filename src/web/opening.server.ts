import { error, type RequestEvent } from '@sveltejs/kit';
import { isOpened, isOpeningKey, makeFirst } from '#capabilities/access/opening.server.ts';
import { makeDesk } from '#capabilities/counter/move.server.ts';
import { foundByRegister, unitsToChoose } from '#capabilities/places/found-by-register.server.ts';
import { centres } from '#capabilities/places/places.server.ts';
import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { only } from '#platform/dispatch.server.ts';
import { contextFor, program } from '#program/program.server.ts';
import { acting } from './act.server.ts';
import { cookieOf, newId } from './door.server.ts';

const may = only(isOpened, centres, unitsToChoose, foundByRegister, makeDesk, makeFirst);
/** The one centre that a house begins with. */
const FIRST = 1;

const contextOf = (event: RequestEvent, request: string): Context =>
	contextFor(system('door', may, null, [FIRST]), request, event.locals.now);

const holdsKey = (event: RequestEvent): boolean =>
	isOpeningKey(program().base, event.cookies.get(cookieOf.opening) ?? '');

/** A house that nobody administers yet, and whether this browser holds what its start printed. Once it is opened the page is not there. */
export async function unopened(event: RequestEvent, request = newId()): Promise<{ context: Context; key: boolean }> {
	const context = contextOf(event, request);
	return (await isOpened(context, {})) ? error(404, 'not-found') : { context, key: holdsKey(event) };
}

/** What whoever holds the key does to open the house. */
export const byOpener = acting(async (event, request) => {
	const { context, key } = await unopened(event, request);
	return key ? { context } : error(403, 'not-allowed');
});

/** What whoever opens the house shows first: the key that its start printed. */
export const byUnopened = acting((event, request) => unopened(event, request));
