import { expect, test } from 'vitest';
import { myNeeds } from '#capabilities/assistance/needs.server.ts';
import { seatForNeed, soonestForPerson } from '#capabilities/classes/for-need.server.ts';
import { seatsOf } from '#capabilities/classes/roll.server.ts';
import { writeHelp } from '#capabilities/support/after.server.ts';
import { sayOnTicket } from '#capabilities/support/go-on.server.ts';
import { openTicket } from '#capabilities/support/write.server.ts';
import { openedClass } from './support/a-class.ts';
import { scene, self, type Scene } from './support/scene.ts';

// What a ticket leaves behind, across rooms: they lack a skill, and one key is a place in the class that has one.

const id = (): string => crypto.randomUUID();
async function solved(s: Scene): Promise<string> {
	const ticket = id();
	await openTicket(s.as(s.lua), {
		...{ id: ticket, system: 'portal', source: 'phone', stuck: 'one', due: 'later', person: s.som },
		...{ caller: null, phone: null, fault: null, words: 'Không nộp được.' }
	});
	await sayOnTicket(s.as(s.lua, 1), { id: id(), ticket, version: 1, kind: 'solved', words: 'Nộp rồi.', until: null });
	return ticket;
}
const lacks = async (s: Scene) =>
	writeHelp(s.as(s.lua, 2), {
		...{ ticket: await solved(s), version: 2, topic: 'public-services', how: 'guided', minutes: 9, lacks: 'yes' }
	});
const offered = (s: Scene, minutes: number, who = s.lua) => soonestForPerson(s.as(who, minutes), { person: s.som });

test(
	'the class that fits and has a free place is one key away, and is the place that they have once it was pressed',
	scene(async (s) => {
		const run = await openedClass(s, { from: '2026-08-12' });
		expect(await offered(s, 0)).toBe(null);
		const { need, person } = await lacks(s);
		expect(person).toBe(s.som);
		const of = (await offered(s, 3))!;
		expect([of.need, of.fits.map((one) => [one.run.id, one.gets]), of.has]).toEqual([need, [[run, 'taken']], []]);
		await seatForNeed(s.as(s.lua, 4), {
			...{ id: id(), need: of.need, run, sawPlan: of.plan, sawPromised: of.promisedOn, sawGets: 'taken' }
		});
		expect((await seatsOf(s.as(s.lua, 5), { run })).seats).toMatchObject([{ personId: s.som, source: 'need' }]);
		expect(await offered(s, 5)).toMatchObject({ fits: [], has: [{ state: 'taken' }] });
		expect(await myNeeds(s.as(self(s.som), 6), {})).toMatchObject([{ kind: 'learn', promisedOn: '2026-08-12' }]);
	})
);

test(
	'without a class that has a place nothing is offered, and the need goes on as it was',
	scene(async (s) => {
		await lacks(s);
		expect(await offered(s, 3)).toBe(null);
		expect(await offered(s, 3, s.rang)).toBe(null);
		expect(await myNeeds(s.as(self(s.som), 4), {})).toMatchObject([{ kind: 'learn', plan: 'class', promisedOn: null }]);
	})
);
