import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { eachNight, isDue, lastBackup } from './lib/nightly.mjs';

const at = (vietnamese: string): Date => new Date(`${vietnamese}:00+07:00`);

test.each([
	['the first night', '2026-07-14T02:10', null, true],
	['the first day waits for a night', '2026-07-14T09:00', null, false],
	['before two', '2026-07-14T01:59', '2026-07-13T02:05', false],
	['each night', '2026-07-14T02:00', '2026-07-13T02:05', true],
	['once a night', '2026-07-14T02:30', '2026-07-14T02:05', false],
	['by hand late in the evening does not stand for the night', '2026-07-14T02:05', '2026-07-13T23:30', true],
	['by hand after midnight does not either', '2026-07-14T02:05', '2026-07-14T00:30', true],
	['a machine that slept catches up', '2026-07-14T07:00', '2026-07-12T02:05', true]
])('%s', (_, now, last, due) => {
	expect(isDue(at(now), last === null ? undefined : at(last))).toBe(due);
});

test('only a proved backup counts, and one that failed is tried again an hour later', async () => {
	vi.useFakeTimers();
	const folder = mkdtempSync(join(tmpdir(), 'tung-nha-nights-'));
	mkdirSync(join(folder, 'cut-off.part'));
	expect(lastBackup(folder)).toBeUndefined();
	let now = at('2026-07-14T02:00');
	let tries = 0;
	const stop = eachNight(
		folder,
		async () => {
			if (++tries === 1) throw new Error('the disk is full');
			mkdirSync(join(folder, 'good'));
			writeFileSync(join(folder, 'good/backup.json'), JSON.stringify({ at: now.toISOString() }));
		},
		() => now
	);
	const pass = async (minutes: number): Promise<void> => {
		for (let n = 0; n < minutes; n++) {
			now = new Date(now.getTime() + 60_000);
			await vi.advanceTimersByTimeAsync(60_000);
		}
	};
	await pass(2);
	expect(tries).toBe(1);
	await pass(60);
	expect(tries).toBe(2);
	await pass(120);
	expect(tries).toBe(2);
	expect(lastBackup(folder)).toBeDefined();
	stop();
	vi.useRealTimers();
	rmSync(folder, { recursive: true });
});
