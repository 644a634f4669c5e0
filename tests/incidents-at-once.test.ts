import { afterAll, beforeAll, expect, test } from 'vitest';
import { openIncident } from '#capabilities/incidents/open.server.ts';
import { endIncident, reopenIncident } from '#capabilities/incidents/over.server.ts';
import { showIncident } from '#capabilities/incidents/show.server.ts';
import { joinTickets } from '#capabilities/incidents/tickets.server.ts';
import { showTicket } from '#capabilities/support/show.server.ts';
import { openTicket } from '#capabilities/support/write.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { commitHouse, type House } from './support/committed.ts';
import { refusalOf } from './support/scene.ts';

// Several desks press at once: nothing here is rolled back.

let house: House;
beforeAll(async () => {
	house = await commitHouse();
});
afterAll(() => house.db.end());

const id = (): string => crypto.randomUUID();
const hands = (): Actor[] => Array.from({ length: 8 }, (_, n) => (n % 2 ? house.guide : house.officer));
const show = (incident: string) => showIncident(house.as(house.guide), { incident });
const ticket = async (): Promise<string> =>
	(
		await openTicket(house.as(house.guide), {
			...{ id: id(), system: 'portal', source: 'phone', stuck: 'one', due: 'today', person: null, fault: null },
			...{ caller: 'Bèo Thị Ao', phone: null, words: 'Nộp không được.' }
		})
	).id;

test('eight who press at once open one incident, of which one began it; each line of theirs stands', async () => {
	const said = await Promise.all(
		hands().map((one, n) =>
			openIncident(house.as(one), { id: id(), system: 'e-id', since: null, words: `Lần thử thứ ${n}.` })
		)
	);
	expect(new Set(said.map((one) => one.id)).size).toBe(1);
	expect(said.filter(({ began }) => began)).toHaveLength(1);
	const shown = await show(said[0]!.id);
	expect([shown.spans.length, shown.lines.length]).toEqual([1, 8]);
});

test('eight who say at once that it works tell each ticket once, and eight who open it again open one span', async () => {
	const { id: incident } = await openIncident(house.as(house.guide), {
		...{ id: id(), system: 'portal', since: null, words: null }
	});
	const tickets = [await ticket(), await ticket(), await ticket()];
	await joinTickets(house.as(house.guide), { incident, version: 1, tickets });
	const outcomes = async (work: (one: Actor) => Promise<unknown>): Promise<string[]> =>
		Promise.all(
			hands().map(async (one) => {
				const done = work(one);
				return done.then(
					() => 'done',
					() => refusalOf(done)
				);
			})
		);
	const ended = await outcomes((one) => endIncident(house.as(one), { incident, version: 2 }));
	expect(ended.toSorted()).toEqual(['done', ...Array.from({ length: 7 }, () => 'incident-moved')]);
	for (const one of tickets) {
		const { events, state } = await showTicket(house.as(house.guide), { ticket: one });
		expect([state, events.map(({ kind }) => kind)]).toEqual(['solved', ['said', 'solved']]);
	}
	const again = await outcomes((one) => reopenIncident(house.as(one), { incident, version: 3 }));
	expect(again.filter((one) => one === 'done')).toHaveLength(1);
	expect((await show(incident)).spans).toHaveLength(2);
});

test('the same key sent twice at once joins a ticket once', async () => {
	const { id: incident } = await openIncident(house.as(house.guide), {
		...{ id: id(), system: 'portal', since: null, words: null }
	});
	const { version } = await show(incident);
	const wanted = await ticket();
	const request = id();
	// The same request sent twice at once, as by a line that broke, joins it once.
	await Promise.all(
		[1, 2].map(() => joinTickets(house.as(house.guide, request), { incident, version, tickets: [wanted] }))
	);
	expect((await show(incident)).tickets.filter((one) => one.id === wanted)).toHaveLength(1);
});
