import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { staffNotices } from '#capabilities/notices/staff-told.server.ts';
import {
	areaOf,
	atTheDoor,
	doorsOn,
	hearAll,
	laterIn,
	listen,
	outcomeOf,
	phoneOf,
	sayOn,
	seenBy,
	syncNow
} from '#tests/support/field.ts';
import { scene, type Scene } from '#tests/support/scene.ts';
import { eraseFor } from '#tests/support/erase.ts';
import { open, ticketOf as calm } from '#tests/support/stuck-ticket.ts';
import { hearFacts } from '#tests/support/told.ts';
import { handOver, withdrawFrom } from './areas.server.ts';
import { settleOperation, unsettled } from './box.server.ts';
import { revokePhone } from './phones.server.ts';

// A ticket of a door that lies in a box: whoever leads knows of it at once, and nobody else is shown what it says.

beforeAll(listen);

const id = (): string => crypto.randomUUID();
const HOUR = 3_600_000;
const ticketOf = (more: Record<string, unknown> = {}) =>
	calm({ system: 'message', stuck: 'money-running', words: 'vừa chuyển cho người lạ', ...more });
const told = async (s: Scene, at: () => Date, who: Actor): Promise<string[]> => {
	await hearFacts(s, (at().getTime() - s.as(who).now.getTime()) / 60_000);
	const { rows } = await staffNotices(laterIn(s, at)(who), { page: 0 });
	return rows.map(({ fact }) => fact).filter((fact) => fact.startsWith('field.'));
};

describe('a ticket of a door that lies in a box', () => {
	test.each(['handed on', 'withdrawn', 'revoked'] as const)(
		'is told to whoever leads when the door was handed on, its author withdrawn or the phone revoked (%s), until it is settled',
		(how) =>
			scene(async (s) => {
				const { clock, area, home, phone } = await atTheDoor(s);
				const at = laterIn(s, clock.at);
				const ticket = ticketOf({ person: s.som });
				const operation = await open(phone, ticket, home, [s.som]);
				clock.ms += 60_000;
				if (how === 'handed on') {
					const next = await areaOf(s, 'Gò Nắng', s.mai);
					await handOver(at(s.thach), { households: [home], to: next });
				} else if (how === 'withdrawn') await withdrawFrom(at(s.thach), { area, staff: s.lua.id });
				else await revokePhone(at(s.thach), { phone: phone.id });
				await syncNow(phone);
				expect(await told(s, clock.at, s.thach)).toEqual(['field.stuck']);
				for (const who of [s.lua, s.mai]) expect(await told(s, clock.at, who)).toEqual([]);
				// The same again rings once.
				if (how !== 'revoked') {
					await phone.phone.outbox.put({ ...(await phone.phone.outbox.get(operation))!, status: 'waiting' });
					await syncNow(phone);
				}
				const came = clock.at();
				clock.ms += HOUR;
				expect(await told(s, clock.at, s.thach)).toEqual(['field.stuck']);
				const accept = how !== 'revoked';
				expect((await unsettled(at(s.thach), {})).map((one) => one.id)).toEqual([operation]);
				await settleOperation(at(s.thach), { operation, accept });
				await hearAll(s, clock.at);
				expect(await told(s, clock.at, s.thach)).toEqual([]);
				const tickets = await (await seenBy(s))`select id, arrived_at from support_ticket`;
				// It came here when the phone brought it, not when somebody looked.
				expect(tickets).toEqual(accept ? [{ id: ticket.id, arrivedAt: came }] : []);
			})()
	);

	test(
		'is told again where it could not be done after it was accepted; a word that nobody waits for tells nothing',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const at = laterIn(s, clock.at);
			// Of two: neither can be told apart here.
			const operation = await open(phone, ticketOf({ person: s.som, caller: 'cô bán quán' }), home, [s.som]);
			const leaves = { id: id(), household: home, outcome: 'not-home', minutes: 4, met: [], taught: [] };
			const visit = await sayOn(phone, 'assistance.record-visit', leaves, { household: home });
			const next = await areaOf(s, 'Gò Nắng', s.mai);
			await handOver(at(s.thach), { households: [home], to: next });
			await syncNow(phone);
			expect(await outcomeOf(phone, visit)).toEqual(['done', 'rerouted', 'handed-over']);
			expect(await told(s, clock.at, s.thach)).toEqual(['field.stuck']);
			clock.ms += HOUR;
			await settleOperation(at(s.thach), { operation, accept: true });
			expect(await told(s, clock.at, s.thach)).toEqual([]);
			clock.ms += 60_000;
			await hearAll(s, clock.at);
			const waits = await unsettled(at(s.thach), {});
			expect(Object.fromEntries(waits.map((one) => [one.id, one.code]))).toEqual({
				...{ [visit]: 'handed-over', [operation]: 'support-of-two' }
			});
			expect(await told(s, clock.at, s.thach)).toEqual(['field.stuck']);
		})
	);

	test(
		'goes to the phone of whoever goes there now without who it is of and what they said; another word goes whole',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const next = await areaOf(s, 'Gò Nắng', s.mai);
			const other = await phoneOf(s, s.mai, clock.at);
			const caller = ticketOf({ caller: 'cô bán quán', phone: '0900 000 555' });
			const ticket = await open(phone, caller, home);
			const leaves = { id: id(), household: home, outcome: 'not-home', minutes: 4, met: [], taught: [] };
			const visit = await sayOn(phone, 'assistance.record-visit', leaves, { household: home });
			await handOver(laterIn(s, clock.at)(s.thach), { households: [home], to: next });
			await syncNow(phone);
			await syncNow(other);
			const late = (await doorsOn(other)).filter(({ kind }) => kind === 'late').map(({ row }) => row);
			expect(late.find((row) => row['id'] === ticket)).toMatchObject({ household: home, author: 'Hoa Thị Lúa' });
			expect(late.find((row) => row['id'] === ticket)!['input']).toEqual({ system: 'message', stuck: 'money-running' });
			expect(late.find((row) => row['id'] === visit)!['input']).toMatchObject({ outcome: 'not-home', minutes: 4 });
			expect(JSON.stringify(late)).not.toMatch(/bán quán|0900|người lạ/);
		})
	);

	test(
		'is kept nowhere where it holds a code in any box, or is of somebody who was erased, whatever it says of itself beside; one that hides whose it is lies here as theirs',
		scene(async (s) => {
			const { home, phone } = await atTheDoor(s);
			const hidden = await open(phone, ticketOf({ person: s.gia }), home);
			const others = await open(phone, ticketOf({ person: s.som }), home, [s.gia]);
			const beside = await open(phone, ticketOf({ person: s.som }), home, [s.gia, s.som]);
			const code = await open(phone, ticketOf({ caller: 'cô bán quán', phone: '482913' }), home);
			const plain = await open(phone, ticketOf({ person: s.som }), home, [s.som]);
			await eraseFor(s, s.som);
			await syncNow(phone);
			const held = await (await seenBy(s))<{ id: string; code: string; people: string[]; sealed: string | null }[]>`
				select id, code, people, sealed from field_operation where command = 'support.open-at-door'`;
			const codeOf = (operation: string) => held.find((row) => row.id === operation)?.code;
			expect(held.filter(({ sealed }) => sealed !== null)).toEqual([]);
			expect([hidden, others, beside, plain, code].map(codeOf)).toEqual([
				...[null, 'person-erased', 'person-erased', 'person-erased', 'secret-typed']
			]);
			expect(held.find((row) => row.id === hidden)?.people).toEqual([s.gia]);
		})
	);

	test(
		'is done thirty times an hour of one author; what is more waits there for whoever leads, and is a ticket once they accept it',
		scene(async (s) => {
			const { clock, home, phone } = await atTheDoor(s);
			const at = laterIn(s, clock.at);
			const said: string[] = [];
			for (let n = 0; n < 33; n++)
				said.push(await open(phone, ticketOf({ caller: `cô bán quán ${n}`, stuck: 'one', system: 'portal' }), home));
			await syncNow(phone);
			const count = async () => (await (await seenBy(s))`select id from support_ticket`).length;
			expect(await count()).toBe(30);
			for (const operation of said.slice(30))
				expect(await outcomeOf(phone, operation)).toEqual(['box', 'rejected', 'word-slowed']);
			const waits = await unsettled(at(s.thach), {});
			expect(waits.map((one) => one.id).toSorted()).toEqual(said.slice(30).toSorted());
			expect(await told(s, clock.at, s.thach)).toEqual(Array(3).fill('field.stuck'));
			await settleOperation(at(s.thach), { operation: said[32]!, accept: true });
			await hearAll(s, clock.at);
			expect(await count()).toBe(31);
			clock.ms += HOUR + 60_000;
			await open(phone, ticketOf({ own: true }), null);
			await syncNow(phone);
			expect(await count()).toBe(32);
		})
	);
});
