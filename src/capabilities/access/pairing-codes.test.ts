import { expect, test, vi } from 'vitest';
import { tokenHash } from '#platform/keys.server.ts';
import { door } from '#tests/support/enter.ts';
import { scene } from '#tests/support/scene.ts';
import { askPairing, pairing } from './devices.server.ts';

// Chance is told what to say: the second screen would be given the code of the first.
const { codes } = vi.hoisted(() => ({ codes: [] as number[] }));
vi.mock('node:crypto', async (original) => ({
	...(await original<typeof import('node:crypto')>()),
	randomInt: () => codes.shift() ?? 0
}));

test(
	'no two screens show one pairing code at a time; once its time is over it may be shown again',
	scene(async (s) => {
		const shown = async (screen: string, minutes: number) => {
			const keyHash = tokenHash(screen).toString('hex');
			await askPairing(door(s, 'access.ask-pairing', minutes), { kind: 'kiosk', keyHash });
			return (await pairing(door(s, 'access.pairing', minutes), { keyHash }))!.code;
		};
		codes.push(5, 5, 5, 7, 5);
		expect(await shown('first', 0)).toBe('000005');
		expect(await shown('second', 1)).toBe('000007');
		expect(await shown('third', 16)).toBe('000005');
	})
);
