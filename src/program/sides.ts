/**
 * The two origins of the house. Whoever finishes at a desk has their browser forget all that it stored for the desk's origin; what lies
 * unsent on a phone lies at the field's, where nobody ever says so.
 */
export type Side = 'desk' | 'field';

/** Only our own server sets it, on every request. */
export const SIDE_HEADER = 'x-tung-nha-side';

/** Whose a request is; without our own server there is no field. */
export const sideAsked = (headers: Headers): Side => (headers.get(SIDE_HEADER) === 'field' ? 'field' : 'desk');

const field = /^\/(ra-ngo|dong-bo|the-day)(\/|\.|$)/;
const both = /^\/_app\/immutable\//;

/** Whose a path or a route is: the app of the field and its sync, or everything else. What the build made is of both. */
export const isOf = (side: Side, path: string): boolean => both.test(path) || field.test(path) === (side === 'field');

/** An address as whoever answers it reads it: dots resolved, signs decoded. One that nobody can read is none. */
export function pathOf(url = '/'): string {
	try {
		return decodeURI(new URL(`http://house${url}`).pathname);
	} catch {
		return '';
	}
}
