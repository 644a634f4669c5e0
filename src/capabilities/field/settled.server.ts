import type { Context } from '#platform/context.server.ts';
import { system } from '#kernel/actor.ts';
import { inScope } from '#platform/scope.server.ts';
import { doorsSpokenOf, numberIn } from './numbers.server.ts';
import { listener, type Listener } from '#platform/listen.server.ts';
import { settleOperation } from './box.server.ts';
import { carries } from './carries.server.ts';
import { asField, type Base } from './door.server.ts';
import { factsOf, type Word } from './facts.server.ts';
import { carryOut, doorOf, isOfErased, type Verdict } from './judge.server.ts';
import { wordsOf } from './push.server.ts';
import { tellStuck } from './stuck.server.ts';
import { findOperation, noteAccepted, reopenRow } from './sql-operations.server.ts';

/** Carries out a word that somebody has accepted, as its author, who is held to the area in whose box it lay. Once: a result stays. */
async function accept(base: Base, operation: string): Promise<void> {
	await asField(base, 'settle', async (sql) => {
		const row = await findOperation(sql, operation);
		if (!row || row.sealed === null || !['held', 'rerouted', 'rejected'].includes(row.result)) return;
		const [word] = await wordsOf(base, sql, [row]);
		const verdict = word ? await done(base, sql, word, row.areaId) : null;
		await inScope(sql, system('field.settle', new Set(), null, [row.centreId]), '', async (again) => {
			if (verdict && verdict.result !== 'rejected') {
				await numberIn(again, await doorsSpokenOf(again, [row]), base.now);
				await noteAccepted(again, operation, { result: verdict.result, code: 'accepted', answer: verdict.answer });
			} else {
				await reopenRow(again, operation, verdict?.code ?? 'sealed-elsewhere');
				await tellStuck(base, again, [{ ...row, result: 'rejected', final: true }]);
			}
		});
	});
}

async function done(base: Base, sql: Context['db'], word: Word, area: string | null): Promise<Verdict | null> {
	const carried = carries.get(word.operation.command);
	const facts = await factsOf(sql, [word]);
	if (!carried || isOfErased(facts, word)) return null;
	// The door may have gone on since: it is done where it is now.
	const here = doorOf(facts, word)?.area ?? area;
	const areas = [...new Set([...(facts.work.get(word.phone.staffId)?.now ?? []), ...(here ? [here] : [])])];
	return carryOut(base, sql, facts, word, carried, { to: 'run', areas });
}

/** What was accepted is carried out once that is written down. */
export const settledListens: readonly Listener[] = [
	listener({
		name: 'field.settled',
		hears: settleOperation,
		may: [],
		hear: async ({ actor: _, request: __, ...base }, row) => {
			if (row.detail.accept) await accept(base, row.answer.operation);
		}
	})
];
