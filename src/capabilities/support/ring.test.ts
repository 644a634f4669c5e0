import { expect, test } from 'vitest';
import { closeStaff } from '#capabilities/access/accounts.server.ts';
import { staffNotices } from '#capabilities/notices/staff-told.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { register } from '#platform/listen.server.ts';
import { khoi } from '#tests/support/accounts.ts';
import { hearIn } from '#tests/support/hear.ts';
import { hearFacts } from '#tests/support/told.ts';
import { scene, type Scene } from '#tests/support/scene.ts';
import { sayOnTicket, takeTicket } from './go-on.server.ts';
import { beginLostMoney } from './lost-money.server.ts';
import { supportListens } from './pass-on.server.ts';
import { ringLate } from './ring.server.ts';
import { showTicket } from './show.server.ts';
import { openTicket } from './write.server.ts';

register(supportListens);

const id = (): string => crypto.randomUUID();
const HOUR = 60;
const open = (s: Scene, stuck: 'many' | 'one' = 'one') =>
	openTicket(s.as(s.lua), {
		...{ id: id(), system: 'portal', source: 'phone', stuck, due: 'this-week', person: s.som },
		...{ caller: null, phone: null, fault: null, words: 'Cổng quay mãi.' }
	});
/** The house looks, and who it concerns is told. */
const ring = async (s: Scene, minutes: number) => {
	await ringLate().run({ ...s.base, clock: () => s.as(s.lua, minutes).now } as never);
	await hearFacts(s, minutes);
};
const told = async (s: Scene, who: Actor, minutes: number) =>
	(await staffNotices(s.as(who, minutes), { page: 0 })).rows
		.map(({ fact }) => fact)
		.filter((fact) => fact.startsWith('support.'))
		.toSorted();

test(
	'a ticket that nobody answers rings the team, then whoever leads, each once; an answer ends it, and the next clock rings by itself',
	scene(async (s) => {
		const { id: ticket } = await open(s);
		await ring(s, 30);
		expect(await told(s, s.lua, 31)).toEqual([]);
		for (const minutes of [31, 32, 80]) await ring(s, minutes);
		expect(await told(s, s.mai, 81)).toEqual(['support.late']);
		expect(await told(s, s.thach, 81)).toEqual(['support.late']);
		for (const minutes of [91, 92]) await ring(s, minutes);
		expect(await told(s, s.thach, 93)).toEqual(['support.late', 'support.late-lead']);
		expect(await told(s, s.lua, 93)).toEqual(['support.late']);
		// A note among ourselves, or a question of hers, ends nothing.
		const noted = { id: id(), ticket, kind: 'note' as const, words: 'Xem sau.', until: null };
		await sayOnTicket(s.as(s.lua, 93), { ...noted, version: 1 });
		await ring(s, 94);
		expect(await told(s, s.thach, 94)).toEqual(['support.late', 'support.late-lead']);
		const { version } = await showTicket(s.as(s.lua, 94), { ticket });
		const words = { words: 'Cháu đang xem.', until: '2026-07-14T14:00' };
		await sayOnTicket(s.as(s.lua, 95), { id: id(), ticket, version, kind: 'answered', ...words });
		await ring(s, 96);
		for (const who of [s.lua, s.mai, s.thach]) expect(await told(s, who, 97)).toEqual([]);
		// The promise of two o'clock is kept by nobody: whoever sees to it alone is rung.
		await ring(s, 4 * HOUR + 20);
		expect([await told(s, s.lua, 5 * HOUR), await told(s, s.mai, 5 * HOUR)]).toEqual([['support.late'], []]);
	})
);

test(
	'nobody is rung at night for a ticket, but for money that is running away when its fifteen minutes are over',
	scene(async (s) => {
		const { id: slow } = await open(s, 'many');
		const { version } = await showTicket(s.as(s.lua, 1), { ticket: slow });
		const words = { words: 'Cháu nhắn lại tối nay.', until: '2026-07-14T20:00' };
		await sayOnTicket(s.as(s.lua, 2), { id: id(), ticket: slow, version, kind: 'answered', ...words });
		const night = 12 * HOUR + 17;
		await beginLostMoney(s.as(s.mai, night), { id: id() });
		await ring(s, night + 15);
		expect(await told(s, s.mai, night + 15)).toEqual([]);
		await ring(s, night + 16);
		expect(await told(s, s.mai, night + 16)).toEqual(['support.late']);
		// What the worker slept through in the afternoon waits for the morning.
		expect(await told(s, s.lua, night + 16)).toEqual([]);
		await ring(s, night + 21);
		expect(await told(s, s.thach, night + 21)).toEqual(['support.late-lead']);
		// In the morning.
		await ring(s, 22 * HOUR);
		expect(await told(s, s.lua, 22 * HOUR)).toContain('support.late');
	})
);

test(
	'what whoever leaves the service saw to is of the whole team again, and rings it',
	scene(async (s) => {
		const { id: ticket } = await open(s);
		await takeTicket(s.as(s.mai, 1), { ticket, version: 1 });
		await ring(s, 2);
		await closeStaff(s.as(khoi(s), 3), { staff: s.mai.id, to: null });
		await hearIn(s, 'support', () => s.as(s.lua, 4).now);
		expect(await showTicket(s.as(s.lua, 5), { ticket })).toMatchObject({ owner: null, version: 3 });
		await ring(s, 31);
		expect(await told(s, s.lua, 32)).toEqual(['support.late']);
	})
);
