import { redirect, type RequestEvent } from '@sveltejs/kit';
import { contextFor, program } from '#program/program.server.ts';
import { rightsOf } from '#program/roles.ts';
import { learnerAtDoor, type LearnerDoor } from '#capabilities/picture-keys/door.server.ts';
import { learnerTokenOf } from '#capabilities/picture-keys/shared.server.ts';
import { KEY, keyPictures, type Hall, type KeyPicture } from '#capabilities/picture-keys/rules-pictures.ts';
import type { Context } from '#platform/context.server.ts';
import { acting } from './act.server.ts';
import { cookieOf, newId, setCookie } from './door.server.ts';
import { paths } from './paths.ts';

type Learner = LearnerDoor & { context: Context };

/** Whoever opened learning on this browser by their pictures, or null. */
export async function findLearnerHere(event: RequestEvent, request = newId()): Promise<Learner | null> {
	const token = event.cookies.get(cookieOf.learner);
	const door = token ? await learnerAtDoor(program().db, rightsOf.learner, token, event.locals.now) : null;
	return door ? { ...door, context: contextFor(door.actor, request, event.locals.now) } : null;
}

/** The same on a browser of their own, or the way to the pictures; what a machine of the hall opened stays there. */
export async function learnerOf(event: RequestEvent, request = newId()): Promise<Learner> {
	const found = await findLearnerHere(event, request);
	return found && found.hall === null ? found : redirect(303, paths.learn.key);
}

/** The same at this machine of the hall, for the number of this ticket. */
export async function learnerAt(
	event: RequestEvent,
	{ device, ticket }: Hall,
	request = newId()
): Promise<Learner | null> {
	const found = await findLearnerHere(event, request);
	const hall = found?.hall;
	return hall && hall.device === device && hall.ticket === ticket ? found : null;
}

/** What somebody does who opened learning by their pictures. */
export const byLearner = acting(learnerOf);

/** A browser holds what was opened as long as it is open; a right request alone makes the token. */
export const holdLearner = ({ cookies }: Pick<RequestEvent, 'cookies'>, request: string): void =>
	setCookie(cookies, cookieOf.learner, learnerTokenOf(program().base, request));

const MINUTES = 2;

/** What was touched so far: a page that leads on after each touch lets the browser go back, and no address holds a picture. */
export const heldTouches = ({ cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>): KeyPicture[] =>
	// Whoever comes to the page anew begins anew.
	(url.searchParams.has('tiep') ? (cookies.get(cookieOf.touches) ?? '') : '')
		.split('.')
		.flatMap((one) => keyPictures.filter((picture) => picture === one))
		.slice(0, KEY - 1);

export const holdTouches = ({ cookies }: Pick<RequestEvent, 'cookies'>, touched: readonly KeyPicture[]): void =>
	setCookie(cookies, cookieOf.touches, touched.join('.'), MINUTES * 60);

/** From now on this browser opens nothing by itself; the card that it knows stays. */
export const dropLearner = ({ cookies }: Pick<RequestEvent, 'cookies'>): void =>
	cookies.delete(cookieOf.learner, { path: '/' });

const YEAR = 60 * 60 * 24 * 365;

/** The card that was shown to this browser: it opens nothing without the pictures. */
export const heldCard = ({ cookies }: Pick<RequestEvent, 'cookies'>): string | null =>
	cookies.get(cookieOf.card) ?? null;

export const holdCard = ({ cookies }: Pick<RequestEvent, 'cookies'>, number: string): void =>
	setCookie(cookies, cookieOf.card, number, YEAR);

export const dropCard = ({ cookies }: Pick<RequestEvent, 'cookies'>): void =>
	cookies.delete(cookieOf.card, { path: '/' });
