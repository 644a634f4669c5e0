import { error, type RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#kernel/refusal.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether something in an address can be the id of a row. */
export const isId = (text: string): boolean => uuid.test(text);

/** The id that an address names (`[id]`); anything else is found nowhere. */
export function idOf({ params }: Pick<RequestEvent, 'params'>, named = 'id'): string {
	const id = (params as Partial<Record<string, string>>)[named] ?? '';
	return isId(id) ? id : error(404, 'not-found');
}

/** What a query answers, or that there is no such page: a strange id and one of somebody else look alike. */
export const orNotFound = <A>(asked: Promise<A>): Promise<A> =>
	asked.catch((reason: unknown) => {
		if (reason instanceof Refusal) error(404, 'not-found');
		throw reason;
	});
