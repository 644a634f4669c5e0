import { expect, test } from 'vitest';
import { findNeedShown, openSessionsOf, passOn, rowOf } from '#tests/support/closing.ts';
import { hired, khoi } from '#tests/support/accounts.ts';
import { sit } from '#tests/support/enter.ts';
import { device, scene } from '#tests/support/scene.ts';
import { deskId } from '#seed/house.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { takeNeed } from '#capabilities/assistance/move-need.server.ts';
import { board } from '#capabilities/counter/board.server.ts';
import { callNext } from '#capabilities/counter/call.server.ts';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { agreeChange } from './account-changes.server.ts';
import { accounts, closeStaff } from './accounts.server.ts';

test(
	'what lies open at somebody who is closed passes on: the session ends, the number waits again, the need has another owner',
	scene(async (s) => {
		await sit(s, 'lua', 'guide-1');
		const need = crypto.randomUUID();
		await recordNeed(s.as(s.lua), {
			...{ id: need, person: s.som, kind: 'e-id', urgency: 'this-week', source: 'phone', note: null }
		});
		await takeNeed(s.as(s.lua, 1), { need });
		const ticket = crypto.randomUUID();
		const taken = { id: ticket, centre: 1, matter: 'certification', procedure: null, priority: 'none' } as const;
		await takeTicket(s.as(device('kiosk'), 1), taken);
		await callNext(s.as(s.lua, 2), { desk: deskId('guide-1') });
		await start(s.as(s.lua, 3), { id: crypto.randomUUID(), person: s.som, ticket });
		expect(await openSessionsOf(s, s.lua.id)).toBe(1);

		await closeStaff(s.as(khoi(s), 4), { staff: s.lua.id, to: s.mai.id });
		await passOn(s, await rowOf(s, 'access.close-staff'));
		expect(await openSessionsOf(s, s.lua.id)).toBe(0);
		expect((await findNeedShown(s, need)).ownerId).toBe(s.mai.id);
		const shown = await board(s.as(s.mai, 5), { centre: 1 });
		expect(JSON.stringify(shown)).toContain(ticket);
		// Heard twice, it changes nothing twice.
		await takeNeed(s.as(s.thach, 6), { need });
		await passOn(s, await rowOf(s, 'access.close-staff'));
		expect((await findNeedShown(s, need)).ownerId).toBe(s.thach.id);
	})
);

test(
	'the same after two people closed an administrator, and what nobody takes goes back to the board',
	scene(async (s) => {
		const other = await hired(s, 'quan-tri-hai', 'administrator');
		const need = crypto.randomUUID();
		await recordNeed(s.as(s.lua), {
			...{ id: need, person: s.som, kind: 'e-id', urgency: 'this-week', source: 'phone', note: null }
		});
		await takeNeed(s.as({ ...other, may: s.lua.may }, 1), { need });
		await closeStaff(s.as(khoi(s), 2), { staff: other.id, to: null });
		await passOn(s, await rowOf(s, 'access.close-staff'));
		expect((await findNeedShown(s, need)).ownerId).toBe(other.id);
		const [change] = (await accounts(s.as(s.thach, 3), {})).changes;
		await agreeChange(s.as(s.thach, 3), { change: change!.id });
		await passOn(s, await rowOf(s, 'access.agree-change'));
		expect((await findNeedShown(s, need)).ownerId).toBeNull();
	})
);
