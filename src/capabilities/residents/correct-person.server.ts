import { numberHashes, sealFacts } from './seal.server.ts';
import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { plain } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';
import { saidAt, type Context } from '#platform/context.server.ts';
import { command, may } from '#platform/dispatch.server.ts';
import { subjectKey, type SubjectKey } from '#platform/subject-keys.server.ts';
import { addHamlet, communeOf } from '#capabilities/places/hamlets.server.ts';
import { ComparePerson, CorrectPerson } from './inputs.ts';
import { livesIn } from './lives.server.ts';
import { getPerson, sameAsSubject } from './people.server.ts';
import { changed, meant, yearOf, type Correct } from './rules-correction.ts';
import { cardSays, isIdentity } from './rules-identity.ts';
import { sourcesAfter } from './rules-sources.ts';
import { findChanger, insertIdentityChange, isAsked, markMatched, noteChanger } from './sql-identity.server.ts';
import type { Person } from './answers.ts';
import { insertChange, markVerified, noteCard, updatePerson, type NewFacts } from './sql-changes.server.ts';
import { updateKin } from './sql-merge.server.ts';
import { findPersonByNumber } from './sql.server.ts';

type Sent = v.InferOutput<typeof CorrectPerson>;

/** What the register may only be told by a card or a paper: what a whole life hangs on is not changed on somebody's word. */
const NEEDS_PAPER = new Set(['name', 'birth', 'number', 'gender']);

/**
 * Puts a record right. Name, birth, gender and number rest on a card or a paper (`correction-needs-paper`); a card read in a
 * session with them makes the person compared. Of somebody who was compared, name, birth and number change only by the card read in an open session with them; else
 * the whole correction waits for a second person (`waits`). Refuses a number that somebody else has.
 */
export const correctPerson = command(
	{
		name: 'residents.correct',
		group: ['know-people', 'at-door'],
		input: CorrectPerson,
		/** `lost`: fields, parted by blanks, that another had changed otherwise; `merged`: what another changed besides stays. */
		answer: v.object({ changed: v.number(), waits: v.boolean(), lost: v.string(), merged: v.boolean() })
	},
	async (context, sent) => {
		const { actor } = context;
		const fromPhone = actor.kind === 'phone';
		const person = await getPerson(context, sent.person);
		const { input, lost, merged } = meant(person, sent, fromPhone);
		const fields = changed(person, input);
		const byCard = await isByCard(context, person, sent, input);
		const nothing = fields.length === 0 && !(byCard && !person.verified);
		if (nothing && lost.length === 0) throw new Refusal('correction-nothing');
		const told = { lost: lost.join(' '), merged };
		if (nothing)
			return writtenOf(
				person.id,
				{ changed: 0, waits: false, ...told },
				{ fields, source: input.source, waits: false, lost, hadPhone: person.phone !== null }
			);
		if (input.source === 'said' && fields.some((field) => NEEDS_PAPER.has(field) && known(person, field)))
			throw new Refusal('correction-needs-paper');
		if ((input.birthDate ?? `${yearOf(input) ?? 0}-01-01`) > dayOf(saidAt(context))) throw new Refusal('year-late');
		await numberIsFree(context, person.id, input.number);
		const waits =
			!byCard && fields.some((field) => (person.verified && isIdentity(field)) || (fromPhone && isReach(field)));
		await (waits ? askSecond : putRight)(context, person, { ...input, byCard }, fields, actor.id);
		if (!waits && person.verified && fields.some(isIdentity)) await noteByCard(context, person, input, fields);
		const changes = waits ? 0 : fields.length;
		const detail = { fields, source: input.source, waits, lost, hadPhone: person.phone !== null };
		return writtenOf(person.id, { changed: changes, waits, ...told }, detail);
	}
);

const writtenOf = <A extends object, D extends object>(person: string, answer: A, detail: D) => ({
	...{ answer, detail },
	about: person,
	person
});

/** By what somebody is reached and known to the state: at a door nobody overwrites it, they ask for it. */
const isReach = (field: string): boolean => field === 'number' || field === 'phone';

/** The card lies here: read in a session with this very person, it says what is to stand there. */
async function isByCard(context: Context, person: Person, sent: Sent, to: Correct): Promise<boolean> {
	return (
		to.source === 'card' &&
		// A phone says what a card says; nobody at a desk has seen it.
		context.actor.kind !== 'phone' &&
		context.actor.session !== null &&
		(await sameAsSubject(context)).includes(person.id) &&
		cardSays(sent.card, to)
	);
}

/** What stands in the register of somebody, as it is kept before a change. */
export type Facts = Omit<Correct, 'person' | 'source' | 'card'>;

export const factsIn = ({
	name,
	birthDate,
	birthYear,
	gender,
	hamlet,
	elsewhere,
	number,
	phone
}: Person | Correct): Facts => ({
	name,
	birthDate,
	birthYear,
	gender,
	hamlet,
	number,
	phone,
	...(elsewhere ? { elsewhere } : {})
});

export const sealedFacts = (key: SubjectKey, facts: Person | Correct): Buffer =>
	key.seal(JSON.stringify(factsIn(facts)), 'change');

/** Writes a correction, and what stood there before, sealed, with who asked for it and on what it rests. */
export async function putRight(
	context: Context,
	person: Person,
	to: Facts & Pick<Correct, 'source'> & { byCard: boolean },
	fields: readonly string[],
	by: string
): Promise<void> {
	const { db, actor, now, request } = context;
	await numberIsFree(context, person.id, to.number);
	const [commune, key] = [await communeOf(db, actor), await subjectKey(context, person.id)];
	const sources = sourcesAfter(person.sources, fields, {
		...{ by, byCard: to.byCard },
		keeper: by !== actor.id || may(actor, addHamlet)
	});
	await updatePerson(db, person.id, { ...(await newFacts(context, commune, key, person, to)), sources }, now);
	if (by !== actor.id) await noteChanger(db, person.id, by);
	await insertChange(db, {
		...{ id: request, person: person.id, commune, by, at: now, source: to.source },
		fields: fields.length > 0 ? fields : ['verified'],
		before: sealedFacts(key, person)
	});
	await updateKin(db, [], [person.id]);
}

/** Lays a correction before a second person, who sees both values. One at a time of each (`correction-asked`). */
async function askSecond(
	context: Context,
	person: Person,
	to: Correct,
	fields: readonly string[],
	by: string
): Promise<void> {
	if (await isAsked(context.db, person.id)) throw new Refusal('correction-asked');
	await insertIdentityChange(context.db, await changeOf(context, person, to, fields, by, null));
}

/** The card changed it: whose card it is, is told all the same. */
async function noteByCard(context: Context, person: Person, to: Correct, fields: readonly string[]): Promise<void> {
	await insertIdentityChange(context.db, await changeOf(context, person, to, fields, context.actor.id, context.now));
	await markMatched(context.db, person.id, context.now);
}

async function changeOf(
	context: Context,
	person: Person,
	to: Correct,
	fields: readonly string[],
	by: string,
	agreedAt: Date | null
) {
	const { db, actor, now, request } = context;
	const [commune, key] = [await communeOf(db, actor), await subjectKey(context, person.id)];
	return {
		...{ id: request, person: person.id, commune, fields, source: to.source, by, at: now, agreedAt },
		...{ before: sealedFacts(key, person), to: sealedFacts(key, to) }
	};
}

/** Whether something of the kind stands there yet: what was not known may be said. */
const known = (person: Person, field: string): boolean =>
	({
		name: true,
		birth: person.birthDate !== null || person.birthYear !== null,
		number: person.number !== null,
		gender: person.gender !== null
	})[field] ?? false;

async function numberIsFree(context: Context, person: string, number: string | null): Promise<void> {
	if (number === null) return;
	const there = await findPersonByNumber(context.db, numberHashes(context.keys, number));
	if (there && there.id !== person) throw new Refusal('number-taken');
}

async function newFacts(
	context: Context,
	commune: number,
	key: SubjectKey,
	person: Person,
	to: Facts & { byCard: boolean }
): Promise<Omit<NewFacts, 'sources'>> {
	// Where nothing is changed, what stands there is kept as it is.
	const lives = await livesIn(context, commune, { elsewhere: false, ...to }, person.hamlet);
	return {
		...lives,
		name: to.name,
		namePlain: plain(`${to.name} ${lives.hamlet ?? ''}`),
		birthYear: yearOf(to),
		birthDate: to.birthDate,
		gender: to.gender,
		...sealFacts(context.keys, key, to),
		keepsNumber: person.number === to.number,
		verified: person.verified || to.byCard
	};
}

/**
 * A card was held beside the record and both say the same: from now on the person counts as compared, and an e-ID finds them by it.
 * Of a record that was changed since, somebody else than who changed it (`change-second-person`). Once is enough. Refuses what no card of
 * theirs says (`card-other`): a page's word that a card was read is none.
 */
export const compareCard = command(
	{
		name: 'residents.compare-card',
		byPerson: true,
		group: 'sit-beside',
		input: ComparePerson,
		answer: v.object({ compared: v.literal(true) })
	},
	async (context, input) => {
		const { db, actor, now, request } = context;
		const person = await getPerson(context, input.person);
		if (!cardSays(input.card, person)) throw new Refusal('card-other');
		const changer = await findChanger(db, person.id);
		if (changer === actor.id) throw new Refusal('change-second-person');
		await markMatched(db, person.id, now);
		await noteCard(db, person.id);
		if (!person.verified) {
			const key = await subjectKey(context, person.id);
			await markVerified(db, person.id, now);
			const change = {
				person: person.id,
				commune: await communeOf(db, actor),
				by: actor.id,
				at: now,
				source: 'card',
				fields: ['verified']
			};
			await insertChange(db, { ...change, id: request, before: sealedFacts(key, person) });
		}
		return { answer: { compared: true }, about: person.id, person: person.id };
	}
);
