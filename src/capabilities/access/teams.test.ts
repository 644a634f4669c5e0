import { expect, test } from 'vitest';
import { devices } from '#capabilities/access/devices.server.ts';
import { areas } from '#capabilities/field/areas.server.ts';
import { hamlets, loadHamlets } from '#capabilities/places/hamlets.server.ts';
import { atBrowser, enterBy, granted, hired, khoi } from '#tests/support/accounts.ts';
import { passwordOf, secretOf } from '#tests/support/enter.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { accounts, giveRole, keptPlaces, takeRole } from './accounts.server.ts';
import { makeStaff } from './make-staff.server.ts';

// Community digital teams: roles that are held in one hamlet.

const id = (): string => crypto.randomUUID();

async function hamletOf(s: Scene, name: string): Promise<number> {
	await loadHamlets(s.as(s.thach), { text: ['thôn;ngõ', 'thôn Bến Gió;ngõ Giếng', 'thôn Gò Nắng;ngõ Đa'].join('\n') });
	return (await hamlets(s.as(s.thach), {})).find((one) => one.name === name)!.id;
}

test(
	'a role of the field is given at a hamlet by whoever keeps accounts there, no other role is, and nobody of another commune gives one',
	scene(async (s) => {
		const hamlet = await hamletOf(s, 'thôn Bến Gió');
		const me = khoi(s);
		expect((await keptPlaces(s.as(me), {})).map(({ name }) => name)).toContain('thôn Bến Gió');
		const one = { id: id(), login: 'dao', name: 'Sương Thị Đào', place: hamlet };
		expect(await refusalOf(makeStaff(s.as(me), { ...one, role: 'guide' }))).toBe('role-not-in-hamlet');
		await makeStaff(s.as(me), { ...one, role: 'volunteer' });
		await giveRole(s.as(me, 1), { staff: one.id, place: hamlet, role: 'area-lead' });
		expect(await refusalOf(giveRole(s.as(me, 2), { staff: one.id, place: hamlet, role: 'leader' }))).toBe(
			'role-not-in-hamlet'
		);
		const row = (await accounts(s.as(me, 3), {})).people.find((person) => person.id === one.id);
		expect(row!.grants).toMatchObject([
			{ role: 'area-lead', placeName: 'thôn Bến Gió' },
			{ role: 'volunteer', placeName: 'thôn Bến Gió' }
		]);
		await takeRole(s.as(me, 4), { staff: one.id, place: hamlet, role: 'area-lead' });
		const elsewhere = await hired(s, 'quan-tri-ben', 'administrator', 2);
		expect(await refusalOf(giveRole(s.as(elsewhere), { staff: one.id, place: hamlet, role: 'area-lead' }))).toBe(
			'not-your-place'
		);
	})
);

test(
	'below the code too a desk is not opened from a hamlet',
	scene(async (s) => {
		const hamlet = await hamletOf(s, 'thôn Bến Gió');
		await granted(s, s.lua.id, hamlet, 'area-lead');
		await expect(granted(s, s.lua.id, hamlet, 'guide')).rejects.toThrow(/row-level security/);
	})
);

test(
	'whoever leads a hamlet comes in at the commune’s centre, opens what leads the field there, and no desk',
	scene(async (s) => {
		const hamlet = await hamletOf(s, 'thôn Bến Gió');
		await hired(s, 'song', 'area-lead', hamlet);
		const token = (await enterBy(s, 'song', passwordOf('song'), secretOf(s, 'song')))!;
		const { actor, roles } = (await atBrowser(s, token))!;
		expect([roles, actor.centres]).toEqual([['area-lead'], [1]]);
		expect(await areas(s.as(actor), {})).toEqual([]);
		expect(await refusalOf(devices(s.as(actor), {}))).toBe('not-allowed');
	})
);
