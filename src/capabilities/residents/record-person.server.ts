import { numberHashes, sealFacts } from './seal.server.ts';
import * as v from 'valibot';
import { homeOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { plain } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';
import { saidAt } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { subjectKey } from '#platform/subject-keys.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { RecordPerson, RecordUnverified } from './inputs.ts';
import { findPersonByNumber, insertPerson } from './sql.server.ts';

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
			...sealed,
			numberKey: keyId,
			at: context.now
		});
		return { answer: { id: input.id }, about: input.id, person: input.id };
	}
);

/** Somebody without papers: name, year and hamlet as said, marked "chưa đối chiếu". Everything can be prepared but not filed. */
export const recordUnverified = command(
	{
		name: 'residents.record-unverified',
		group: ['sit-beside', 'at-door'],
		input: RecordUnverified,
		answer: v.object({ id: v.string() })
	},
	async (context, input) => {
		const home = homeOf(context.actor);
		if (home === null) throw new Refusal('not-your-place');
		if (input.birthYear !== null && input.birthYear > Number(dayOf(saidAt(context)).slice(0, 4)))
			throw new Refusal('year-late');
		const centre = await getCentre(context.db, home);
		await insertPerson(context.db, {
			...input,
			communeId: centre.communeId,
			namePlain: plain(`${input.name} ${input.hamlet ?? ''}`),
			birthDate: null,
			gender: null,
			numberSealed: null,
			numberHash: null,
			numberKey: null,
			phoneSealed: null,
			phoneHash: null,
			needs: [],
			verified: false,
			madeUp: false,
			at: context.now
		});
		return { answer: { id: input.id }, about: input.id, person: input.id };
	}
);
