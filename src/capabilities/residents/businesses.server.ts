import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { addDays, dayOf, DAYS_AHEAD } from '#kernel/day.ts';
import { plain } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { subjectKey } from '#platform/subject-keys.server.ts';
import { communeOf } from '#capabilities/places/hamlets.server.ts';
import { CorrectBusiness, EndBusiness, RecordBusiness } from './inputs-business.ts';
import { livesIn } from './lives.server.ts';
import { sealFacts } from './seal.server.ts';
import {
	endBusinessRow,
	findBusiness,
	findSame,
	insertBusiness,
	takeTurn,
	updateBusiness,
	type BusinessFacts,
	type BusinessRow
} from './sql-businesses.server.ts';

type Facts = Omit<v.InferOutput<typeof RecordBusiness>, 'id' | 'sure'>;

/** As they are kept: the telephone sealed under the key of this business. Refuses a hamlet that the commune does not have (`hamlet-unknown`). */
async function kept(context: Context, id: string, said: Facts, stands: string | null = null): Promise<BusinessFacts> {
	const { kind, name, number, phone, hamlet, elsewhere } = said;
	const lives = await livesIn(context, await communeOf(context.db, context.actor), { hamlet, elsewhere }, stands);
	const { phoneSealed, phoneHash, keyId } = sealFacts(context.keys, await subjectKey(context, id), {
		number: null,
		phone
	});
	const namePlain = plain(`${name} ${lives.hamlet ?? ''}`);
	return { ...{ kind, name, namePlain, number }, ...{ phoneSealed, phoneHash, phoneKey: keyId }, ...lives };
}

/** Another that may be the same, once nobody else of the commune can write one down. */
async function same({ db, actor }: Context, id: string, { number, namePlain }: BusinessFacts): Promise<string | null> {
	const commune = await communeOf(db, actor);
	await takeTurn(db, commune);
	return (await findSame(db, { commune, number, namePlain, but: id })) ?? null;
}

const Answer = v.object({ id: v.nullable(v.string()), same: v.nullable(v.string()) });

/**
 * A business of the commune, as its paper names it. Where another has its number, or its name in the same hamlet, that one is answered (`same`) and
 * nothing is written, unless whoever writes has seen it and is sure.
 */
export const recordBusiness = command(
	{ name: 'residents.record-business', group: 'know-people', input: RecordBusiness, answer: Answer },
	async (context, { id, sure, ...said }) => {
		const { db, actor, now } = context;
		const facts = await kept(context, id, said);
		const other = await same(context, id, facts);
		if (other !== null && !sure) return { answer: { id: null, same: other }, about: other };
		const by = actor.kind === 'staff' ? actor.id : null;
		await insertBusiness(db, {
			...facts,
			...{ id, commune: await communeOf(db, actor), centre: centreOf(actor), by, at: now }
		});
		return { answer: { id, same: null }, about: id, detail: { kind: said.kind } };
	}
);

async function seenOf({ db }: Context, id: string): Promise<BusinessRow> {
	const row = await findBusiness(db, id);
	if (!row) throw new Refusal('business-unknown');
	return row;
}

const fields = ['kind', 'name', 'number', 'hamlet', 'elsewhere'] as const;

/** Puts right what is written down of one, as whoever presses saw it. Refuses one that moved since (`business-moved`); asks first as for a new one. */
export const correctBusiness = command(
	{ name: 'residents.correct-business', group: 'know-people', input: CorrectBusiness, answer: Answer },
	async (context, { business: id, version, sure, ...said }) => {
		const row = await seenOf(context, id);
		const facts = await kept(context, id, said, row.hamlet);
		const other = await same(context, id, facts);
		if (other !== null && !sure) return { answer: { id: null, same: other }, about: other };
		if ((await updateBusiness(context.db, id, version, facts)) === 0) throw new Refusal('business-moved');
		return {
			answer: { id, same: null },
			about: id,
			detail: { fields: fields.filter((one) => row[one] !== facts[one]) }
		};
	}
);

/**
 * It is no business any more from a day on, and from then on nobody stands for it; or it is one after all. Refuses one that moved since (`business-moved`) and a day beyond a year
 * (`promise-far`).
 */
export const endBusiness = command(
	{ name: 'residents.end-business', group: 'know-people', input: EndBusiness, answer: v.object({ id: v.string() }) },
	async (context, { business: id, version, from }) => {
		await seenOf(context, id);
		if (from !== null && from > addDays(dayOf(context.now), DAYS_AHEAD)) throw new Refusal('promise-far');
		if ((await endBusinessRow(context.db, id, version, from)) === 0) throw new Refusal('business-moved');
		return { answer: { id }, about: id, detail: { from } };
	}
);
