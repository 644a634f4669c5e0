import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test, vi } from 'vitest';
import { roles } from '#capabilities/access/rules-roles.ts';
import { heldGroups, rightsOf } from '#program/roles.ts';
import { doors, rooms } from '#program/rooms.ts';
import type { AnyDoor } from '#platform/dispatch.server.ts';
import { anyone } from '#kernel/actor.ts';
import { lookupHash } from '#platform/keys.server.ts';
import { log } from '#platform/log.server.ts';
import { revokeByMessage } from '#capabilities/mandates/stand-for.server.ts';
import { listener, refusalOf, scene } from './support/scene.ts';

const isDoor = (value: unknown): value is AnyDoor =>
	typeof value === 'function' && 'called' in value && 'kind' in value;

test('every command and query that stands in a file of a room is declared by that room, under its name', async () => {
	const files = globSync('src/{capabilities/*,platform}/*.server.ts').filter(
		(file) => !/\/sql[-a-z]*\.server/.test(file)
	);
	for (const file of files) {
		const found = Object.values((await import(resolve(file))) as object).filter(isDoor);
		const room = file.split('/').at(-2)!;
		const declared = new Set(rooms.find(({ name }) => name === room)?.doors);
		expect([file, found.filter((door) => !declared.has(door)).map(({ called }) => called)]).toEqual([file, []]);
	}
	expect(doors.size).toBeGreaterThan(200);
});

test('no two doors have one name', () => {
	const names = rooms.flatMap((room) => room.doors.map(({ called }) => called));
	expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

/** Only the door itself, and only listeners, chores, the seed and tools: no person and no device holds these. */
const nobodys = new Set(['threshold', 'house']);

test('every group that a door names is held by somebody, or is nobody’s on purpose; every group that is held opens a door', () => {
	const named = new Set([...doors.values()].flatMap(({ groups }) => groups));
	expect([...named].filter((group) => !heldGroups.has(group) && !nobodys.has(group))).toEqual([]);
	expect([...heldGroups].filter((group) => !named.has(group))).toEqual([]);
	for (const group of nobodys) expect([group, heldGroups.has(group)]).toEqual([group, false]);
});

test('whatever is the house’s own has no second group', () => {
	const mixed = [...doors.values()].filter(({ groups }) => groups.length > 1 && groups.some((one) => nobodys.has(one)));
	expect(mixed.map(({ called }) => called)).toEqual([]);
});

test(
	'nobody opens a door without the right, whatever is sent, and the log says who tried which',
	scene(async (s) => {
		const warn = vi.spyOn(log, 'warn').mockReturnValue(undefined);
		for (const door of doors.values()) {
			expect([door.called, await refusalOf(door(s.as(anyone(new Set())) as never, {} as never))]).toEqual([
				door.called,
				'not-allowed'
			]);
			expect(warn.mock.lastCall?.[0]).toMatchObject({ door: door.called, kind: 'public' });
		}
	})
);

test('no role, device, slip or member of the public can confirm for a resident but the screen, phone and e-ID that are hers', () => {
	for (const role of roles)
		expect(rightsOf[role].filter((name) => /^cases\.confirm/.test(name) && name !== 'cases.confirm-on-paper')).toEqual(
			[]
		);
	expect(rightsOf.kiosk).not.toContain('cases.confirm');
	expect(rightsOf.display).not.toContain('cases.confirm');
	expect(rightsOf.public).not.toContain('satisfaction.rate');
});

test('no file outside a room writes the name of its door: buttons, menus, listeners and the house itself take the door', () => {
	// SQL reads anywhere, and the journal by the names that stand in it.
	const files = globSync('{src,house,seed}/**/*.{ts,svelte}').filter(
		(file) => !/\.test\.ts$|words\/generated|\/sql[-a-z]*\.server\.ts$/.test(file)
	);
	const named = files.flatMap((file) => {
		const text = readFileSync(file, 'utf8');
		return [...doors.keys()]
			.filter(
				(name) => !file.startsWith(`src/capabilities/${name.split('.')[0]}/`) && !file.startsWith('src/platform/')
			)
			.filter((name) => new RegExp(`(?<!m\\[|[wW]ord\\(|words: |formerly: )'${name.replace('.', '\\.')}'`).test(text))
			.map((name) => `${file}: ${name}`);
	});
	expect(named).toEqual([]);
});

test(
	'a request that was sent under the former name of a door and comes again is the same request',
	scene(async (s) => {
		const context = s.as(listener(['mandates.revoke-by-message'], s.som));
		await revokeByMessage(context, { person: s.som });
		const [row] = await s.base.db<
			{ inputHash: Buffer }[]
		>`select input_hash from journal where request = ${context.request}`;
		const before = `residents.revoke-by-message\0${JSON.stringify({ person: s.som })}`;
		expect(row!.inputHash.equals(lookupHash(s.base.keys, 'input', before))).toBe(true);
	})
);
