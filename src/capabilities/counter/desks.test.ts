import { expect, test } from 'vitest';
import { system, type Actor } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { sit } from '#tests/support/enter.ts';
import { deskId, staffId } from '#seed/house.ts';
import { desks } from './board.server.ts';
import { callBack, callNext } from './call.server.ts';
import { addDesk, endDesk } from './desks.server.ts';
import { freeDesks } from './free-desks.server.ts';
import { takeTicket } from './take-ticket.server.ts';

const khoi = (s: Scene): Actor => ({ ...s.thach, id: staffId('khoi'), may: new Set(rightsOf.administrator) });
const names = async (s: Scene, minute: number) =>
	(await desks(s.as(khoi(s), minute), { centre: 1 })).map(({ name }) => name);

test(
	'a desk comes and goes, and its name is free again; one of another centre stays',
	scene(async (s) => {
		const id = crypto.randomUUID();
		await addDesk(s.as(khoi(s)), { id, name: '  Quầy   7 ', kind: 'counter' });
		expect(await names(s, 1)).toContain('Quầy 7');
		await expect(addDesk(s.as(khoi(s), 2), { id: crypto.randomUUID(), name: 'Quầy 7', kind: 'guide' })).rejects.toThrow(
			/desk_name_once/
		);
	})
);

test(
	'a desk that is no more is offered to nobody; where somebody sits it stays',
	scene(async (s) => {
		const id = crypto.randomUUID();
		await addDesk(s.as(khoi(s)), { id, name: 'Quầy 7', kind: 'counter' });
		await endDesk(s.as(khoi(s), 1), { desk: id });
		expect(await names(s, 2)).not.toContain('Quầy 7');
		await addDesk(s.as(khoi(s), 3), { id: crypto.randomUUID(), name: 'Quầy 7', kind: 'counter' });
		expect(await refusalOf(endDesk(s.as({ ...khoi(s), centres: [2] }, 4), { desk: deskId('guide-1') }))).toBe(
			'desk-unknown'
		);
		await sit(s, 'lua', 'guide-1');
		expect(await refusalOf(endDesk(s.as(khoi(s), 5), { desk: deskId('guide-1') }))).toBe('desk-manned');
	})
);

test(
	'desks of whoever left are freed where the house acts for that centre; another centre’s is passed over, and those after it are not',
	scene(async (s) => {
		const [desk, other] = [deskId('desk-1'), deskId('desk-2')];
		for (const at of [desk, other]) {
			const number = { id: crypto.randomUUID(), matter: 'certification', procedure: null, priority: 'none' } as const;
			await takeTicket(s.as(s.lua), { ...number, centre: 1 });
			expect((await callNext(s.as(s.mai, 1), { desk: at })).ticket).not.toBeNull();
		}
		const house = (centres: number[]) => system('counter.free-desks', new Set(['counter.free-desks']), null, centres);
		expect(await freeDesks(s.as(house([2]), 2), { desks: [desk, other] })).toEqual({ freed: 0 });
		expect(await freeDesks(s.as(house([1, 2]), 3), { desks: [desk, other] })).toEqual({ freed: 2 });
	})
);

test(
	'a number of another centre is called to no desk of this one, also by whoever works at both',
	scene(async (s) => {
		const both = { ...s.mai, centres: [1, 2] };
		const number = async (centre: number) => {
			const id = crypto.randomUUID();
			const asked = { id, centre, matter: 'certification', procedure: null, priority: 'none' } as const;
			return (await takeTicket(s.as({ ...s.lua, centres: [centre] }), asked)).ticket;
		};
		const [here, there] = [await number(1), await number(2)];
		const call = (ticket: string) => callBack(s.as(both, 1), { ticket, desk: deskId('desk-2') });
		expect(await refusalOf(call(there))).toBe('ticket-unknown');
		expect((await call(here)).ticket).toBe(here);
	})
);
