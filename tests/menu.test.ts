import { expect, test } from 'vitest';
import { lateNeeds } from '#capabilities/assistance/asks.server.ts';
import { needBoard } from '#capabilities/assistance/needs.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { deniedFiles, overdueFiles } from '#capabilities/cases/asks.server.ts';
import { stuckAtPortal } from '#capabilities/filing/asks.server.ts';
import { unmatchedMoney } from '#capabilities/payments/asks.server.ts';
import { dueRequests } from '#capabilities/data-rights/asks.server.ts';
import { untoldVisits } from '#capabilities/readiness/asks.server.ts';
import { waitingOf, type Ask } from '#platform/asks.server.ts';
import { gaveUp, givenUp } from '#platform/troubles.server.ts';
import { scene } from './support/scene.ts';

const all: readonly Ask[] = [
	lateNeeds,
	overdueFiles,
	stuckAtPortal,
	deniedFiles,
	unmatchedMoney,
	gaveUp,
	dueRequests,
	untoldVisits
];
const DAY = 24 * 60;

test(
	'what waits is counted in one statement, and nothing that she may not open',
	scene(async ({ as, lua, sam, sim, thach }) => {
		const asked = async (...args: Parameters<typeof as>) => [...(await waitingOf(as(...args), all)).keys()];
		expect(await asked(thach)).toEqual(all);
		expect(await asked(lua)).toEqual([lateNeeds, stuckAtPortal, gaveUp, untoldVisits]);
		expect(await asked(sam)).toEqual([untoldVisits]);
		expect(await asked(sim)).toEqual([]);
		expect(await asked({ ...thach, centres: [] })).toEqual([]);
	})
);

test(
	'the number beside a page is that of the page, here and not in the other commune',
	scene(async ({ as, lua, mai, rang, som }) => {
		const late = async (...args: Parameters<typeof as>) => (await waitingOf(as(...args), [lateNeeds])).get(lateNeeds);
		const need = { person: som, kind: 'e-id', urgency: 'this-week', source: 'phone', note: null } as const;
		await recordNeed(as(lua), { id: crypto.randomUUID(), ...need });
		for (const minutes of [1, DAY - 1, DAY + 2, 9 * DAY]) {
			const board = await needBoard(as(mai, minutes), { by: 'hamlet', kind: null, urgency: null, late: false });
			expect(await late(mai, minutes)).toBe(board.counts.late);
		}
		expect(await late(mai, DAY + 2)).toBe(1);
		expect(await late(rang, DAY + 2)).toBe(0);
	})
);

test(
	'what the worker gave up is counted where it is listed, and not in the other commune',
	scene(async ({ as, base, lua, rang, som }) => {
		const need = { person: som, kind: 'e-id', urgency: 'this-week', source: 'phone', note: null } as const;
		await recordNeed(as(lua), { id: crypto.randomUUID(), ...need });
		await base.db`
			insert into delivery (journal_id, listener, due_at, gave_up_at)
			select id, 'menu', at, at from journal where command = 'assistance.record-need' and centre_id = 1`;
		for (const [who, count] of [
			[lua, 1],
			[rang, 0]
		] as const) {
			expect((await givenUp(as(who), {})).length).toBe(count);
			expect((await waitingOf(as(who), [gaveUp])).get(gaveUp)).toBe(count);
		}
	})
);
