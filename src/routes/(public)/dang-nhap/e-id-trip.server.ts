import { redirect, type RequestEvent } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { beginTrip, letIn, residentTokenOf, takeBack } from '#capabilities/access/e-id.server.ts';
import type { EId } from '#capabilities/access/port.ts';
import { system } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { tokenHash } from '#platform/keys.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { cookieOf, doorOf, setCookie } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';

const BACK = paths.open.signedIn;
const TRIP_SECONDS = 600;
const STAY_SECONDS = 3600;

const markOf = (state: string): string => tokenHash(state).toString('hex');

/** Sets out for the e-ID. A cookie ties the trip to this browser, so that nobody signs somebody else in by sending a link; answers where to. Refuses who sets out too often, and where the e-ID is not as it should be. */
export async function setOut(event: RequestEvent, eId: EId, backTo: string): Promise<string> {
	const { url, trip } = await eId.begin(program().settings.ORIGIN + BACK);
	await beginTrip(doorOf(event, [beginTrip]), { ...trip, backTo, address: event.getClientAddress() });
	setCookie(event.cookies, cookieOf.trip, markOf(trip.state), TRIP_SECONDS);
	return url;
}

const takeTrip = (event: RequestEvent, state: string) =>
	inScope(program().db, system('door', new Set()), '', (sql) => takeBack({ db: sql, now: event.locals.now }, state));

/** Comes back from the e-ID: lets in whoever it says they are, or tells why not. Answers where they were going. */
export async function comeBack(event: RequestEvent, eId: EId): Promise<string> {
	const state = event.url.searchParams.get('state') ?? '';
	if (event.cookies.get(cookieOf.trip) !== markOf(state)) throw new Refusal('trip-over');
	event.cookies.delete(cookieOf.trip, { path: '/' });
	const { backTo, ...trip } = await takeTrip(event, state);
	if (event.url.searchParams.has('error')) throw new Refusal('e-id-stopped');
	const person = await eId.finish(new URL(program().settings.ORIGIN + BACK + event.url.search), { ...trip, state });
	const context = doorOf(event, [letIn]);
	await letIn(context, { ...person, held: event.cookies.get(cookieOf.resident) });
	setCookie(event.cookies, cookieOf.resident, residentTokenOf(context), STAY_SECONDS);
	return backTo;
}

/** The way back to the sign-in page with what to say there. */
export const sayWhy = (code: string): never => redirect(303, withQuery(paths.open.signIn, { loi: code }));
