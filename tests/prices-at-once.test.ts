import { expect, test } from 'vitest';
import { setCosts } from '#capabilities/notices/costs.server.ts';
import { costsSeen, NO_COSTS } from '#capabilities/notices/rules-costs.ts';
import { findCosts } from '#capabilities/notices/sql-costs.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import { inScope } from '#platform/scope.server.ts';
import { rightsOf } from '#program/roles.ts';
import { commitHouse } from './support/committed.ts';

// Nobody has said yet what a word costs, and several say it at the same moment, each in a connection of their own.

test('of first prices that are set at once one stands, and whoever else set one reads that it moved', async () => {
	const house = await commitHouse();
	const leader = { ...house.officer, may: new Set(rightsOf.leader) };
	const set = async (sms: number): Promise<number | string> => {
		const prices = {
			seen: costsSeen(NO_COSTS),
			sms,
			smsSecond: null,
			zalo: null,
			letter: null,
			budget: null,
			unmarked: false
		};
		return setCosts(house.as(leader), prices).then(
			() => sms,
			(fault: unknown) => (fault instanceof Refusal ? fault.code : Promise.reject(fault as Error))
		);
	};
	const said = await Promise.all(Array.from({ length: 8 }, (_, n) => set(100 + n)));
	const stands = said.filter((one) => typeof one === 'number');
	expect(stands).toHaveLength(1);
	expect(said.filter((one) => one === 'costs-moved')).toHaveLength(7);
	expect((await inScope(house.db, leader, '', (sql) => findCosts(sql, house.centre))).sms).toBe(stands[0]);
}, 30_000);
