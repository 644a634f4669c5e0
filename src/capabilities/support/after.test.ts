import { expect, test } from 'vitest';
import { myLearned } from '#capabilities/assistance/encounters.server.ts';
import { myNeeds } from '#capabilities/assistance/needs.server.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { askVisit, writeHelp } from './after.server.ts';
import { sayOnTicket } from './go-on.server.ts';
import { showTicket } from './show.server.ts';
import { openTicket } from './write.server.ts';

const id = (): string => crypto.randomUUID();
const open = (s: Scene, minutes: number, more: object = {}) =>
	openTicket(s.as(s.lua, minutes), {
		...{ id: id(), system: 'health', source: 'phone', stuck: 'one', due: 'this-week', person: s.som },
		...{ caller: null, phone: null, fault: null, words: 'Không đặt được lịch.' },
		...more
	} as Parameters<typeof openTicket>[1]);
const seen = async (s: Scene, ticket: string, minutes: number) => ({
	ticket,
	version: (await showTicket(s.as(s.lua, minutes), { ticket })).version
});
const solve = async (s: Scene, ticket: string, minutes: number) =>
	sayOnTicket(s.as(s.lua, minutes), {
		...{ id: id(), ...(await seen(s, ticket, minutes)), kind: 'solved', words: 'Đặt được rồi.', until: null }
	});
const help = { topic: 'medical-booking', how: 'guided', minutes: 12, lacks: 'no' } as const;

test(
	'help from far stands beside what they did elsewhere, once for a ticket; where they lack a skill they are to learn it in a class',
	scene(async (s) => {
		const { id: ticket } = await open(s, 0);
		const write = async (minutes: number, more: object = {}) =>
			writeHelp(s.as(s.lua, minutes), { ...(await seen(s, ticket, minutes)), ...help, ...more });
		expect(await refusalOf(write(1))).toBe('support-help-early');
		await solve(s, ticket, 2);
		expect(await write(3, { lacks: 'yes' })).toMatchObject({ id: ticket, need: expect.any(String) as string });
		expect((await myLearned(s.as(self(s.som), 4), {})).rows).toMatchObject([
			{ topic: 'medical-booking', how: 'guided' }
		]);
		expect(await myNeeds(s.as(self(s.som), 4), {})).toMatchObject([{ kind: 'learn', plan: 'class' }]);
		expect((await showTicket(s.as(s.lua, 5), { ticket })).helped).toBe(true);
		expect(await refusalOf(write(6))).toBe('support-help-written');
		// What they are to learn already stands as it was.
		const second = await open(s, 7);
		await solve(s, second.id, 8);
		const again = { ...(await seen(s, second.id, 9)), ...help, lacks: 'yes' as const };
		await writeHelp(s.as(s.lua, 9), again);
		expect(await myNeeds(s.as(self(s.som), 10), {})).toHaveLength(1);
	})
);

test(
	'somebody comes by: a need that is planned as a visit, once; a caller is found in the register first',
	scene(async (s) => {
		const { id: ticket } = await open(s, 0);
		const visit = async (minutes: number) => askVisit(s.as(s.lua, minutes), await seen(s, ticket, minutes));
		await visit(1);
		expect(await myNeeds(s.as(self(s.som), 2), {})).toMatchObject([{ kind: 'visit', plan: 'home-visit' }]);
		expect((await showTicket(s.as(s.lua, 3), { ticket })).next).toBe('visit');
		expect(await refusalOf(visit(4))).toBe('support-visit-planned');
		const caller = await open(s, 5, { person: null, caller: 'Mây Văn Lạ' });
		expect(await refusalOf(askVisit(s.as(s.lua, 6), await seen(s, caller.id, 6)))).toBe('support-no-person');
		await solve(s, caller.id, 7);
		expect(await refusalOf(writeHelp(s.as(s.lua, 8), { ...(await seen(s, caller.id, 8)), ...help }))).toBe(
			'support-no-person'
		);
	})
);
