import { expect, test } from 'vitest';
import { askConsent } from '#capabilities/privacy/consents.server.ts';
import { putCosts } from '#capabilities/notices/sql-costs.server.ts';
import type { Carrier } from '#capabilities/notices/port.ts';
import { measured } from '#capabilities/notices/parts.server.ts';
import { sendOne } from '#capabilities/notices/send.server.ts';
import { writeNotice } from '#capabilities/notices/write.server.ts';
import { recordPerson } from '#capabilities/residents/record-person.server.ts';
import { system } from '#kernel/actor.ts';
import { only } from '#platform/dispatch.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { commitHouse, type House } from './support/committed.ts';

// Many words at once at one purse, each in a connection of its own: whoever spends next waits until this one has.

const PRICE = 100;
const BUDGET = 1500;

async function settle(house: House, n: number): Promise<string> {
	const id = crypto.randomUUID();
	const door = system('door', new Set(['residents.record-person']), null, [house.centre]);
	await recordPerson(house.as(door), {
		...{ id, commune: house.centre - 1, name: 'Sương Văn Trôi', birthYear: 1950, birthDate: null, gender: 'male' },
		...{ hamlet: 'thôn Bến Gió', number: null, phone: `0900${String(300_000 + n)}`, needs: [] },
		...{ verified: true, madeUp: true }
	});
	const beside = { ...house.guide, session: crypto.randomUUID(), subject: id, authority: 'present' as const };
	const yes = { person: id, purpose: 'notices' as const, version: 1, answer: 'given' as const, readAloud: true };
	await askConsent(house.as(beside), { id: crypto.randomUUID(), ...yes });
	return id;
}

async function tell(house: House, to: string, must: boolean) {
	const id = crypto.randomUUID();
	const teller = { ...system('notices.tell', only(writeNotice), to, [house.centre]), subject: to };
	await writeNotice(house.as(teller, id), {
		...{ id, fact: 'filing.ready', topic: 'file', to, of: to, about: crypto.randomUUID() },
		...{ must, waits: false, known: false, notBefore: null, until: null, says: {} },
		factAt: new Date().toISOString()
	});
	return { id, centreId: house.centre, personId: to };
}

test('of many words at once no more go out than the money lasts for, and those that must be heard all go', async () => {
	const house = await commitHouse();
	const people = await Promise.all(Array.from({ length: 8 }, (_, n) => settle(house, n)));
	const may = await Promise.all([...people, ...people].map((person) => tell(house, person, false)));
	const must = await Promise.all(people.slice(0, 4).map((person) => tell(house, person, true)));
	const purse = { sms: PRICE, smsSecond: null, zalo: null, letter: null, budget: BUDGET, unmarked: false };
	const mine = { centre: house.centre, by: house.officer.id, at: new Date() };
	await inScope(house.db, house.officer, '', (sql) => putCosts(sql, { ...purse, ...mine }));
	const costs: number[] = [];
	const carrier: Carrier = {
		channel: 'sms',
		keepsIds: true,
		hand: async ({ id, text }) => {
			const { parts } = measured(text);
			costs.push(parts * PRICE);
			return { ref: id, parts };
		}
	};
	const base = { ...house.base, clock: () => new Date() };
	await Promise.all(may.map((one) => sendOne(base, [carrier], one)));
	const spent = costs.reduce((sum, one) => sum + one, 0);
	expect(spent).toBeLessThanOrEqual(BUDGET);
	// The money was used, and not all of them could go.
	expect(spent + Math.max(...costs)).toBeGreaterThan(BUDGET);
	expect(costs.length).toBeLessThan(may.length);
	const went = costs.length;
	await Promise.all(must.map((one) => sendOne(base, [carrier], one)));
	expect(costs).toHaveLength(went + must.length);
}, 30_000);
