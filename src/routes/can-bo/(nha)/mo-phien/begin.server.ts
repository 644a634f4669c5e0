import { unlessRefused } from '#web/answer.server.ts';
import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { CardMatch, Likes, PersonBrief } from '#capabilities/residents/answers.ts';
import type { SearchReason } from '#capabilities/residents/rules-budget.ts';
import { Start } from '#capabilities/assistance/inputs.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { compareCard } from '#capabilities/residents/correct-person.server.ts';
import { ByCardForm, UnverifiedForm } from '#capabilities/residents/forms.ts';
import { RecordByCard, RecordUnverified } from '#capabilities/residents/inputs.ts';
import { readCard } from '#capabilities/residents/rules-card.ts';
import { maskNumber } from '#capabilities/residents/rules-id-number.ts';
import { recordByCard, recordUnverified } from '#capabilities/residents/record-person.server.ts';
import { peopleLike } from '#capabilities/residents/twins.server.ts';
import type { Context } from '#platform/context.server.ts';
import { Refusal } from '#kernel/refusal.ts';
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
		if (card) await unlessRefused(compareCard({ ...context, request: newId() }, { person: input.person, card }));
		return { byCard: card !== '' };
	}
);

type Described = Parameters<typeof peopleLike>[1];

/**
 * Whoever stands in the register already is offered first; a new row is made when somebody says that it is none of them.
 * Then the session begins with them.
 */
async function beginAnew(
	context: Context,
	{ ticket, another }: { ticket: string | null; another: boolean },
	said: Omit<Described, 'why'>,
	record: () => Promise<{ id: string | null }>
) {
	const none = { nearest: [], whole: 0 };
	// Whoever is written down stands here; where searches have grown too dear, they are written down all the same.
	const like = another ? none : await peopleLike(context, { ...said, why: 'find-beside' }).catch(() => none);
	if (like.whole > 0) return { like };
	const { id } = await record();
	if (id === null) throw new Refusal('number-taken');
	const own = { ...context, request: newId() };
	await start(own, { id: own.request, person: id, ticket });
	return { like };
}

const { ticket: forTicket } = Start.entries;

export const beginUnverified = steps(
	v.object({ ...RecordUnverified.entries, ticket: forTicket, another: v.boolean() }),
	(context, { ticket, another, ...person }) => {
		const { name, birthYear, hamlet } = person;
		const said = { name, birthYear, hamlet, birthDate: null };
		return beginAnew(context, { ticket, another }, said, () => recordUnverified(context, person));
	}
);

/** Whom the register does not have, by the card that was scanned: nothing that it said is typed again. */
export const beginByCard = steps(
	v.object({ ...RecordByCard.entries, ticket: forTicket, another: v.boolean() }),
	(context, { ticket, another, ...person }) => {
		const birthDate = readCard(person.card)?.birthDate ?? null;
		const birthYear = birthDate === null ? null : Number(birthDate.slice(0, 4));
		const said = { name: person.name, birthYear, birthDate, hamlet: person.elsewhere ? null : person.hamlet };
		return beginAnew(context, { ticket, another }, said, () => recordByCard(context, person));
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

/** Whose card it is, with what the scanner typed: whom the register does not have is written down by it. */
export const cardShown = (
	card: CardMatch,
	{ input: { typed, why = null } }: { input: { typed: string; why?: SearchReason | null } }
) => ({
	...{ card, why, scanned: true, people: null, words: '' },
	raw: card ? typed : ''
});

/** The card again, where what was typed beside it was refused. */
export function cardAgain(_: unknown, form: FormData) {
	const raw = String(form.get('card') ?? '');
	const card = readCard(raw);
	if (!card) return {};
	const read = { ...card, number: maskNumber(card.number), doubts: [], lives: null, found: null };
	return { card: read, scanned: true, raw };
}

/** What was typed about somebody, as it goes back into its boxes. */
const typedOf = (form: FormData) =>
	Object.fromEntries(
		['name', 'year', 'hamlet', 'address', 'card'].map((box) => [box, String(form.get(box) ?? '').trim()])
	);

/** Who is meant perhaps, with what was typed; nobody like that goes on. */
export const likeShown = ({ like }: { like: Likes }, { form }: { form: FormData }) =>
	like.whole > 0 ? { like, typed: typedOf(form) } : undefined;

/** Somebody without papers is written down, and the session begins. */
export const unverified = byWhoeverHasNone(beginUnverified, {
	...{ reads: UnverifiedForm, to: paths.session.home },
	shows: likeShown
});

/** Somebody new is written down by their card, and the session begins by it. */
export const byCard = byWhoeverHasNone(beginByCard, {
	...{ reads: ByCardForm, to: withQuery(paths.session.home, { the: 1 }) },
	...{ shows: likeShown, beside: cardAgain }
});
