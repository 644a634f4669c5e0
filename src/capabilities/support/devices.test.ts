import { expect, test } from 'vitest';
import { askPairing, pairDevice, pairing, revokeDevice } from '#capabilities/access/devices.server.ts';
import { door } from '#tests/support/enter.ts';
import { acting } from '#tests/support/accounts.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { askSupportOwn } from './ask.server.ts';
import { giveTicket } from './give.server.ts';
import { machines } from './machines.server.ts';
import { showMend } from './mend.server.ts';
import { showTicket } from './show.server.ts';
import { openTicket } from './write.server.ts';

const id = (): string => crypto.randomUUID();
type Wanted = Parameters<typeof openTicket>[1];
const open = async (s: Scene, more: Partial<Wanted>, who = s.lua) => {
	const none = { person: null, caller: null, phone: null, fault: null };
	const ticket = id();
	await openTicket(s.as(who), {
		...{ id: ticket, system: 'other', source: 'staff', stuck: 'one', due: 'today', ...none, words: 'Không chạy.' },
		...more
	} as Wanted);
	return ticket;
};
const shown = async (s: Scene, ticket: string) => {
	const { device, machine, ofStaff } = await showTicket(s.as(s.lua), { ticket });
	return { device, machine, ofStaff };
};

/** A kiosk that is paired with the centre, by its name. */
async function kiosk(s: Scene): Promise<string> {
	const keyHash = 'ab'.repeat(32);
	await askPairing(door(s, 'access.ask-pairing'), { kind: 'kiosk', keyHash });
	const { code } = (await pairing(door(s, 'access.pairing'), { keyHash }))!;
	await pairDevice(s.as(s.thach, 1), { code, desk: null, centre: 1 });
	return (await machines(s.as(s.lua, 1), {}))[0]!.id;
}

test(
	'which machine it is stands on the ticket, also for the engineer: as it was said, or as it follows from what does not work',
	scene(async (s) => {
		const machine = await kiosk(s);
		const [named] = await machines(s.as(s.lua, 1), {});
		const own = await open(s, { device: 'kiosk', machine });
		expect(await shown(s, own)).toEqual({ device: 'kiosk', machine: named!.name, ofStaff: true });
		const chop = acting(s, 'chop', 'engineer', []);
		await giveTicket(s.as(s.lua, 2), { id: id(), ticket: own, version: 1, to: chop.id, words: null });
		expect(await showMend(s.as(chop, 3), { ticket: own })).toMatchObject({
			...{ device: 'kiosk', machine: named!.name, name: 'Hoa Thị Lúa', phone: null }
		});
		expect(await shown(s, await open(s, { system: 'printer' }))).toMatchObject({ device: 'printer' });
		const theirs = { source: 'phone', person: s.som } as const;
		expect(await shown(s, await open(s, { ...theirs, system: 'portal', device: 'none' }))).toMatchObject({
			...{ device: 'none', ofStaff: false }
		});
		const asked = id();
		await askSupportOwn(s.as(self(s.som)), { id: asked, system: 'phone', words: 'Máy im.', fault: null });
		expect(await shown(s, asked)).toMatchObject({ device: 'own-phone', machine: null });
	})
);

test(
	'a machine of the house is that of a colleague alone; another kind, another centre’s, or one that is paired no more is refused',
	scene(async (s) => {
		const machine = await kiosk(s);
		expect(await refusalOf(open(s, { source: 'phone', person: s.som, device: 'printer' }))).toBe('support-device');
		expect(await refusalOf(open(s, { device: 'own-phone' }))).toBe('support-device');
		expect(await refusalOf(open(s, { device: 'display', machine }))).toBe('support-device');
		expect(await refusalOf(open(s, { device: 'kiosk', machine }, s.rang))).toBe('support-device');
		expect(await machines(s.as(s.rang), {})).toEqual([]);
		await revokeDevice(s.as(s.thach, 2), { device: machine });
		expect(await machines(s.as(s.lua, 3), {})).toEqual([]);
		expect(await refusalOf(open(s, { device: 'kiosk', machine }))).toBe('support-device');
		// Below the code too.
		await expect(
			s.base
				.db`insert into support_ticket (id, centre_id, number, system, source, urgency, device, machine_id, staff_id, next_step, next_on, made_by, made_at)
				values (${id()}, 2, 99, 'other', 'staff', 'low', 'kiosk', ${machine}, ${s.rang.id}, 'answer', '2026-07-14', ${s.rang.id}, now())`
		).rejects.toThrow(/support_ticket_machine_fkey|row-level/);
	})
);
