import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { handNeedOn } from '#capabilities/assistance/move-need.server.ts';
import { doorsSpokenOf, numberIn } from '#capabilities/field/numbers.server.ts';
import { groundOf } from './board.server.ts';
import { HandOn } from './inputs.ts';
import { listBoardCarriers, listLateNeeds } from './sql-board.server.ts';

/**
 * Late promises of the hamlets of whoever leads go on to somebody who goes to doors there, for another day; the phones of those doors are
 * told. All of them or none. Refuses somebody who goes nowhere there (`helper-missing`), a promise that is not late or lies elsewhere, and
 * one that stands otherwise than it was read (`promise-moved`).
 */
export const handOn = command(
	{
		name: 'lead-board.hand-on',
		byPerson: true,
		group: 'lead-field',
		input: HandOn,
		answer: v.object({ handed: v.number() })
	},
	async (context, { promises, helper, day }) => {
		const { db, now } = context;
		const { ground } = await groundOf(context);
		if (!(await listBoardCarriers(db, ground, null)).some(({ staff }) => staff === helper))
			throw new Refusal('helper-missing');
		const late = await listLateNeeds(db, ground, dayOf(now));
		const [people, given]: [string[], { need: string; person: string }[]] = [[], []];
		for (const one of promises) {
			if (!late.has(one.need)) throw new Refusal('promise-moved');
			const { personId: person } = await handNeedOn(context, one, { owner: helper, promisedOn: day });
			people.push(person);
			if (one.owner !== helper) given.push({ need: one.need, person });
		}
		await numberIn(db, await doorsSpokenOf(db, [{ householdId: null, people }]), now);
		return {
			answer: { handed: promises.length },
			person: people.length === 1 ? people[0]! : null,
			detail: { needs: promises.map(({ need }) => need), helper, day, given }
		};
	}
);
