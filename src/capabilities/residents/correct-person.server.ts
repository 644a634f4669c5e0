import { numberHashes, sealFacts } from './seal.server.ts';
import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { plain, tidyName } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { subjectKey, type SubjectKey } from '#platform/subject-keys.server.ts';
import { communeOf, hamletNamed } from '#capabilities/places/hamlets.server.ts';
import { ComparePerson, CorrectPerson, needs, SetNeeds, SetWhy } from './inputs.ts';
import { getPerson } from './people.server.ts';
import type { Person } from './answers.ts';
import { insertChange, markVerified, putWhy, updateNeeds, updatePerson, type NewFacts } from './sql-changes.server.ts';
import { updateKin } from './sql-merge.server.ts';
import { findPersonByNumber } from './sql.server.ts';

type Sent = v.InferOutput<typeof CorrectPerson>;
type Correct = Omit<Sent, 'was' | 'number' | 'phone'> & { number: string | null; phone: string | null };

const birthOf = ({ birthDate, birthYear }: Pick<Person, 'birthDate' | 'birthYear'>): string =>
	birthDate ?? String(birthYear ?? '');

/** What somebody corrects: a form that lay open while another corrected something else takes none of that back. */
function meant(person: Person, { was, number, phone, ...to }: Sent): Correct {
	const kept = {
		...(was?.name === to.name ? { name: person.name } : {}),
		...(was?.birth === birthOf(to) ? { birthDate: person.birthDate, birthYear: person.birthYear } : {}),
		...(was?.gender === (to.gender ?? '') ? { gender: person.gender } : {}),
		...(was?.hamlet === (to.hamlet ?? '') ? { hamlet: person.hamlet } : {})
	};
	return {
		...to,
		...kept,
		number: number === undefined ? person.number : number,
		phone: phone === undefined ? person.phone : phone
	};
}

/** What the register may only be told by a card or a paper: what a whole life hangs on is not changed on somebody's word. */
const NEEDS_PAPER = new Set(['name', 'birth', 'number', 'gender']);

/** Which facts a correction changes. */
const changed = (person: Person, to: Correct): string[] => [
	...(person.name !== to.name ? ['name'] : []),
	...(person.birthDate !== to.birthDate || person.birthYear !== yearOf(to) ? ['birth'] : []),
	...(person.gender !== to.gender ? ['gender'] : []),
	...((person.hamlet ?? '') !== (to.hamlet ?? '') ? ['hamlet'] : []),
	...(person.number !== to.number ? ['number'] : []),
	...(person.phone !== to.phone ? ['phone'] : [])
];
const yearOf = (to: Correct): number | null => (to.birthDate ? Number(to.birthDate.slice(0, 4)) : to.birthYear);

/**
 * Puts a record right. Name, birth, gender and number rest on a card or a paper (`correction-needs-paper`); a card makes the person
 * compared. What stood there before is kept, sealed, with who changed it and why. Refuses a number that somebody else has.
 */
export const correctPerson = command(
	{ name: 'residents.correct', group: 'know-people', input: CorrectPerson, answer: v.object({ changed: v.number() }) },
	async (context, sent) => {
		const { db, actor, now, request } = context;
		const person = await getPerson(context, sent.person);
		const input = meant(person, sent);
		const fields = changed(person, input);
		if (fields.length === 0 && !(input.source === 'card' && !person.verified)) throw new Refusal('correction-nothing');
		if (input.source === 'said' && fields.some((field) => NEEDS_PAPER.has(field) && known(person, field)))
			throw new Refusal('correction-needs-paper');
		if ((input.birthDate ?? `${yearOf(input) ?? 0}-01-01`) > dayOf(now)) throw new Refusal('year-late');
		await numberIsFree(context, person.id, input.number);
		const [commune, key] = [await communeOf(db, actor), await subjectKey(context, person.id)];
		await updatePerson(db, person.id, await factsOf(context, commune, key, person, input), now);
		const before = key.seal(JSON.stringify(standing(person)), 'change');
		await insertChange(db, {
			id: request,
			person: person.id,
			commune,
			by: actor.id,
			at: now,
			source: input.source,
			fields: fields.length > 0 ? fields : ['verified'],
			before
		});
		await updateKin(db, [], [person.id]);
		return {
			answer: { changed: fields.length },
			about: person.id,
			person: person.id,
			detail: { fields, source: input.source }
		};
	}
);

/** What stood there before a correction. */
const standing = ({ name, birthDate, birthYear, gender, hamlet, number, phone }: Person) => ({
	name,
	birthDate,
	birthYear,
	gender,
	hamlet,
	number,
	phone
});

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
	if (there && there.id !== person) throw new Refusal('person-number-once');
}

async function factsOf(
	context: Context,
	commune: number,
	key: SubjectKey,
	person: Person,
	to: Correct
): Promise<NewFacts> {
	const said = to.hamlet === null ? null : tidyName(to.hamlet) || null;
	// Where nothing is changed, what stands there is kept as it is.
	const named = said && { commune, day: dayOf(context.now), said, stands: person.hamlet };
	const hamlet = named ? await hamletNamed(context.db, named) : null;
	return {
		name: to.name,
		namePlain: plain(`${to.name} ${hamlet?.name ?? said ?? ''}`),
		birthYear: yearOf(to),
		birthDate: to.birthDate,
		gender: to.gender,
		hamlet: hamlet?.name ?? said,
		hamletId: hamlet?.id ?? null,
		...sealFacts(context.keys, key, to),
		verified: person.verified || to.source === 'card'
	};
}

/** A card was held beside the record and both say the same: from now on the person counts as compared. Once is enough. */
export const compareCard = command(
	{
		name: 'residents.compare-card',
		group: 'sit-beside',
		input: ComparePerson,
		answer: v.object({ compared: v.literal(true) })
	},
	async (context, input) => {
		const { db, actor, now, request } = context;
		const person = await getPerson(context, input.person);
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
			await insertChange(db, { ...change, id: request, before: key.seal(JSON.stringify(standing(person)), 'change') });
		}
		return { answer: { compared: true }, about: person.id, person: person.id };
	}
);

/** What was ticked in a form is added, what was unticked goes, and the rest stays as it is now. */
const needsAfter = (now: readonly string[], was: readonly string[], to: readonly string[]): string[] =>
	needs.filter((need) => to.includes(need) || (now.includes(need) && !was.includes(need)));

/** How to help somebody, as every helper may see it. Never why. */
export const setNeeds = command(
	{ name: 'residents.set-needs', group: 'know-people', input: SetNeeds, answer: v.object({ kept: v.literal(true) }) },
	async (context, input) => {
		const person = await getPerson(context, input.person);
		const kept = needsAfter(person.needs, input.was ?? person.needs, input.needs);
		await updateNeeds(context.db, person.id, kept, context.now);
		return { answer: { kept: true }, about: person.id, person: person.id, detail: { needs: kept } };
	}
);

/** Why somebody comes first: groups, kind of disability, ethnicity. Sealed, and read by those alone who decide on it. */
export const setWhy = command(
	{ name: 'residents.set-why', group: 'join-people', input: SetWhy, answer: v.object({ kept: v.literal(true) }) },
	async (context, input) => {
		const { db, actor, now } = context;
		const person = await getPerson(context, input.person);
		const key = await subjectKey(context, person.id);
		const { belongs, ethnic, note } = input;
		await putWhy(
			db,
			person.id,
			await communeOf(db, actor),
			key.seal(JSON.stringify({ belongs, ethnic, note }), 'why'),
			now
		);
		return { answer: { kept: true }, about: person.id, person: person.id };
	}
);
