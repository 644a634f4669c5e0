import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { deviceRights, publicRights, residentRights, rightsOf, slipRights } from '#capabilities/access/rules-roles.ts';
import { anyone } from '#kernel/actor.ts';
import { refusalOf, scene } from './support/scene.ts';

type Door = ((context: never, input: never) => Promise<unknown>) & { called: string; kind: 'query' | 'command' };

const isDoor = (value: unknown): value is Door => typeof value === 'function' && 'called' in value && 'kind' in value;

async function everyDoor(): Promise<Door[]> {
	const files = globSync('src/{capabilities/*,platform}/*.server.ts').filter(
		(file) => !/\/(sql|journal|worker|deliver)/.test(file)
	);
	const rooms = await Promise.all(files.map((file) => import(resolve(file)) as Promise<Record<string, unknown>>));
	return rooms.flatMap((room) => Object.values(room).filter(isDoor));
}

/** What only the door, listeners, the seed and tools may do: no person and no device holds these. */
const systemOnly = new Set([
	'access.sign-in',
	'access.second-factor',
	'access.ask-pairing',
	'access.pairing',
	'access.begin-trip',
	'access.let-in',
	'assistance.record-encounter',
	'imports.try-reading',
	'imports.read',
	'imports.check-rows',
	'imports.write',
	'imports.check-again',
	'imports.failed',
	'imports.take-back',
	'residents.find-twins',
	'residents.revoke-by-message',
	'privacy.withdraw-by-message',
	'cases.queue-for-portal',
	'cases.record-filed',
	'cases.record-portal-fault',
	'cases.void-mistake',
	'counter.give-ticket-back',
	'counter.make-desk',
	'payments.hear-bank',
	'payments.set-fee',
	'places.found-centre',
	'residents.record-person',
	'residents.give-mandate',
	'privacy.publish-text',
	'privacy.prove-erasure',
	'privacy.clear-out',
	'cases.drop-card-photos',
	'privacy.set-house-period',
	'assistance.forget-notes',
	'readiness.forget-answers',
	'readiness.free-times',
	'satisfaction.give-chance'
]);

test('every right that a role names is a door that exists', async () => {
	const names = new Set((await everyDoor()).map((door) => door.called));
	const granted = new Set([
		...Object.values(rightsOf).flat(),
		...Object.values(deviceRights).flat(),
		...residentRights,
		...slipRights,
		...publicRights
	]);
	const soon = new Set(['procedures.catalogue', 'procedures.find', 'cases.open-confirm-link', 'cases.choose-own-way']);
	expect([...granted].filter((name) => !names.has(name) && !soon.has(name))).toEqual([]);
});

test('every door has somebody who may open it, or is the system’s alone', async () => {
	const granted = new Set<string>([
		...Object.values(rightsOf).flat(),
		...Object.values(deviceRights).flat(),
		...residentRights,
		...slipRights,
		...publicRights
	]);
	expect(
		(await everyDoor()).map((door) => door.called).filter((name) => !granted.has(name) && !systemOnly.has(name))
	).toEqual([]);
});

test(
	'nobody opens a door without the right, whatever is sent',
	scene(async (s) => {
		for (const door of await everyDoor()) {
			expect([door.called, await refusalOf(door(s.as(anyone(new Set())) as never, {} as never))]).toEqual([
				door.called,
				'not-allowed'
			]);
		}
	})
);

test('no role, device, slip or member of the public can confirm for a resident but the screen, phone and e-ID that are hers', () => {
	for (const rights of Object.values(rightsOf))
		expect(rights.filter((name) => /^cases\.confirm/.test(name) && name !== 'cases.confirm-on-paper')).toEqual([]);
	expect(deviceRights.kiosk).not.toContain('cases.confirm');
	expect(deviceRights.display).not.toContain('cases.confirm');
	expect(publicRights).not.toContain('satisfaction.rate');
});
