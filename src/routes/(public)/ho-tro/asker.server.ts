import type { RequestEvent } from '@sveltejs/kit';
import type { AskSupport, LookUpTicket } from '#capabilities/support/inputs-ask.ts';
import type * as v from 'valibot';
import type { askSupport } from '#capabilities/support/ask.server.ts';
import type { lookUpTicket } from '#capabilities/support/look-up.server.ts';
import { refusedAs } from '#web/answer.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { askerOf } from '#web/slip-cookie.server.ts';
import { allCentres, whichOf } from '../centre.server.ts';

/** At which centre somebody asks, and by what asking again and again is slowed. */
export const asker = {
	centre: async (_: unknown, event: RequestEvent) => whichOf(await allCentres(event), event).here?.id ?? 0,
	address: (_: unknown, event: RequestEvent) => askerOf(event).address,
	browser: (_: unknown, event: RequestEvent) => askerOf(event).browser
};

type Said<C extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<C>>;

/** Whoever asks too often keeps what was typed. */
export const slowed = (
	{ why }: Said<typeof askSupport>,
	{ input: { name, phone, system, words, device } }: { input: v.InferInput<typeof AskSupport> }
) => (why === null ? undefined : refusedAs(429, why, { name, phone, system, words, device: device ?? '' }));

/** To the number that was given, and by when somebody answers. */
export const written = (said: Said<typeof askSupport>) =>
	withQuery(paths.open.support, 'number' in said ? { phieu: said.number, truoc: said.due } : {});

/** How it stands, or what does not go together. */
export const looked = (
	{ state, next, nextOn, why }: Said<typeof lookUpTicket>,
	{ input: { number, phone } }: { input: v.InferInput<typeof LookUpTicket> }
) =>
	why === null
		? { looked: { state: state!, next: next!, nextOn: nextOn!, number: number.replace(/\D/g, '') } }
		: refusedAs(why === 'support-slowed' ? 429 : 404, why, { number, phone });
