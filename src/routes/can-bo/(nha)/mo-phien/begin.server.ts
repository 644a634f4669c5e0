import { unlessRefused } from '#web/answer.server.ts';
import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { CardMatch, Likes, PersonBrief } from '#capabilities/residents/answers.ts';
import type { SearchReason } from '#capabilities/residents/rules-budget.ts';
import { Start } from '#capabilities/assistance/inputs.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { compareCard } from '#capabilities/residents/correct-person.server.ts';
import { RecordUnverified } from '#capabilities/residents/inputs.ts';
import { recordUnverified } from '#capabilities/residents/record-person.server.ts';
import { peopleLike } from '#capabilities/residents/twins.server.ts';
import { acting, steps } from '#web/act.server.ts';
import { newId, staffOf } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';

/** In another tab a session was opened meanwhile: it is shown, and that nothing else was begun is said. */
export const byWhoeverHasNone = acting(async (event, request) => {
	const who = await staffOf(event, request);
	return who.actor.session === null ? who : redirect(303, withQuery(paths.session.home, { mo: 1 }));
});

/** Begins the session; a card that was read is held against what the register says. */
export const beginWith = steps(
	v.object({ ...Start.entries, card: v.string() }),
	async (context, { card, ...input }) => {
		await start(context, input);
		// Where this very person has just written the number, somebody else compares; the session begins all the same.
		if (card === '1') await unlessRefused(compareCard({ ...context, request: newId() }, { person: input.person }));
		return { byCard: card === '1' };
	}
);

/**
 * Whoever stands in the register already is offered first; a new row is made when somebody says that it is none of them.
 * Then the session begins with them.
 */
export const beginUnverified = steps(
	v.object({ ...RecordUnverified.entries, ticket: Start.entries.ticket, another: v.boolean() }),
	async (context, { ticket, another, ...person }) => {
		const { name, birthYear, hamlet } = person;
		const none = { nearest: [], whole: 0 };
		// Whoever is written down stands here; where searches have grown too dear, they are written down all the same.
		const said = { name, birthYear, hamlet, birthDate: null, why: 'find-beside' as const };
		const like = another ? none : await peopleLike(context, said).catch(() => none);
		if (like.whole > 0) return { like };
		const { id } = await recordUnverified(context, person);
		const own = { ...context, request: newId() };
		await start(own, { id: own.request, person: id, ticket });
		return { like };
	}
);

/** What a scanner typed into the box, with nothing around it. */
export const CardForm = v.pipe(
	v.object({ card: v.pipe(v.string(), v.trim()) }),
	v.transform(({ card }) => ({ typed: card }))
);

type Searched = { input: { words: string; why?: SearchReason | null } };

/** Whom words found, and why somebody was looked for. */
export const peopleShown = (people: PersonBrief[], { input: { words, why = null } }: Searched) => ({
	...{ people, words: words.trim(), why, card: null, scanned: false }
});

/** Whose card it is. */
export const cardShown = (card: CardMatch, { input: { why = null } }: { input: { why?: SearchReason | null } }) => ({
	...{ card, why, scanned: true, people: null, words: '' }
});

/** What was typed about somebody, as it goes back into its boxes. */
const typedOf = (form: FormData) => {
	const box = (name: string): string => String(form.get(name) ?? '').trim();
	return { name: box('name'), year: box('year'), hamlet: box('hamlet') };
};

/** Who is meant perhaps, with what was typed; nobody like that goes on. */
export const likeShown = ({ like }: { like: Likes }, { form }: { form: FormData }) =>
	like.whole > 0 ? { like, typed: typedOf(form) } : undefined;
