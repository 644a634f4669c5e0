import { numberHashes, sealFacts } from './seal.server.ts';
import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { plain, tidyName } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';
import { saidAt, type Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { subjectKey } from '#platform/subject-keys.server.ts';
import { communeOf } from '#capabilities/places/hamlets.server.ts';
import { RecordByCard, RecordPerson, RecordUnverified } from './inputs.ts';
import { livesIn, noneFrom, type Lives } from './lives.server.ts';
import { compareNames, readCard } from './rules-card.ts';
import { CARD, saidBy } from './rules-sources.ts';
import { findPersonByNumber, insertPerson, insertUnlessTaken } from './sql.server.ts';

/** Puts a person into the register. Refuses a number that somebody has (`number-taken`). */
export const recordPerson = command(
	{ name: 'residents.record-person', group: 'house', input: RecordPerson, answer: v.object({ id: v.string() }) },
	async (context, input) => {
		// While keys are renewed the same number has two hashes, and the constraint sees one of them.
		if (input.number !== null) {
			const there = await findPersonByNumber(context.db, numberHashes(context.keys, input.number));
			if (there && there.id !== input.id) throw new Refusal('number-taken');
		}
		const key = await subjectKey(context, input.id);
		const { keyId, ...sealed } = sealFacts(context.keys, key, input);
		await insertPerson(context.db, {
			...input,
			communeId: input.commune,
			namePlain: plain(`${input.name} ${input.hamlet ?? ''}`),
			birthYear: input.birthYear ?? (input.birthDate ? Number(input.birthDate.slice(0, 4)) : null),
			...{ hamletId: null, elsewhere: false, sources: {} },
			...sealed,
			numberKey: keyId,
			at: context.now
		});
		return { answer: { id: input.id }, about: input.id, person: input.id };
	}
);

const nobodyYet = { needs: [], madeUp: false, phoneSealed: null, phoneHash: null } as const;
const noNumber = { numberSealed: null, numberHash: null, numberKey: null } as const;

/** As they are found: by name and by where they live. */
const found = (name: string, { hamlet }: Lives) => ({ name, namePlain: plain(`${name} ${hamlet ?? ''}`) });

/**
 * Somebody without papers: name, year and hamlet as said, marked "chưa đối chiếu". Everything can be prepared but not filed. Each fact
 * is of whoever typed it, and not of the register. Refuses a hamlet that the commune does not have (`hamlet-unknown`).
 */
export const recordUnverified = command(
	{
		name: 'residents.record-unverified',
		group: ['sit-beside', 'at-door'],
		input: RecordUnverified,
		answer: v.object({ id: v.string() })
	},
	async (context, { id, name, birthYear, ...where }) => {
		const { db, actor, now } = context;
		const communeId = await communeOf(db, actor);
		if (birthYear !== null && birthYear > Number(dayOf(saidAt(context)).slice(0, 4))) throw new Refusal('year-late');
		// What was said at a door is not lost over a hamlet that ended meanwhile.
		const lives = await livesIn(context, communeId, where).catch(noneFrom(actor.kind === 'phone'));
		await insertPerson(db, {
			...{ id, communeId, birthYear, birthDate: null, gender: null, verified: false, at: now },
			...{ ...nobodyYet, needs: [], ...noNumber, ...found(name, lives), ...lives },
			sources: saidBy(actor.id, { name, birth: birthYear, hamlet: lives.hamlet })
		});
		return { answer: { id }, about: id, person: id };
	}
);

/**
 * Somebody whom the register does not have, by the card that lies here: number, birth and sex are the card's, and so is the name where it
 * is kept as it was read. They count as compared. A number by which another commune has its holder stands sealed with them and is
 * found there alone. Refuses a card without a number (`card-missing`). One whose holder is here makes nobody (null), and that holder
 * reads who tried their number.
 */
export const recordByCard = command(
	{
		name: 'residents.record-by-card',
		byPerson: true,
		group: 'sit-beside',
		input: RecordByCard,
		answer: v.object({ id: v.nullable(v.string()) })
	},
	async (context, { id, name, card: typed, ...where }) => {
		const { db, actor, keys } = context;
		const card = readCard(typed);
		if (!card) throw new Refusal('card-missing');
		if (card.nameAsTyped !== '' && compareNames(card.nameAsTyped, name) === 'different')
			throw new Refusal('card-other-name');
		const lives = await livesIn(context, await communeOf(db, actor), where);
		const there = await findPersonByNumber(db, numberHashes(keys, card.number));
		if (there) {
			const looked = { person: there.id, what: 'search', purpose: 'card' };
			return { answer: { id: null }, about: there.id, person: there.id, looked };
		}
		await putByCard(context, id, name, card, lives);
		return { answer: { id }, about: id, person: id };
	}
);

async function putByCard(
	context: Context,
	id: string,
	name: string,
	card: NonNullable<ReturnType<typeof readCard>>,
	lives: Lives
): Promise<void> {
	const { db, actor, keys, now } = context;
	const { keyId, ...sealed } = sealFacts(keys, await subjectKey(context, id), { number: card.number, phone: null });
	const { number, birthDate, gender, nameAsTyped, address } = card;
	const asRead = tidyName(nameAsTyped) === name;
	const read = saidBy(CARD, { number, birth: birthDate, gender, name: asRead ? name : null });
	const where = lives.hamlet === null ? null : lives.elsewhere && lives.hamlet === address ? CARD : actor.id;
	const person = {
		...{ id, communeId: await communeOf(db, actor), birthDate, gender, verified: true, at: now },
		birthYear: birthDate === null ? null : Number(birthDate.slice(0, 4)),
		...{ ...nobodyYet, needs: [], ...sealed, numberKey: keyId, ...found(name, lives), ...lives },
		sources: { ...saidBy(actor.id, { name }), ...read, ...(where === null ? {} : { hamlet: where }) }
	};
	if (!(await insertUnlessTaken(db, person))) await insertPerson(db, { ...person, numberHash: null });
}
