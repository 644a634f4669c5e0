import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type RunningHouse } from '../support/house.ts';

// An empty house, and whoever stands at its machine: founds a commune, lists who can sign in, opens an account anew.

let house: RunningHouse;
beforeAll(async () => {
	house = await startHouse({ seed: 'none' });
}, 120_000);
afterAll(() => house?.stop());

/** Waited for, never blocking: a line that the house closes meanwhile is seen, and not used again. */
async function admin(args: readonly string[], typed = '') {
	const tool = spawn(process.execPath, ['house/run.mjs', 'house/admin.ts', ...args], {
		timeout: 60_000,
		env: { ...process.env, DATA_DIR: house.dataDir, SEED: 'none', DATABASE_URL: '', DATABASE_OWNER_URL: '' }
	});
	tool.stdin.end(typed);
	const ended = once(tool, 'close');
	const [stdout, stderr] = await Promise.all([text(tool.stdout), text(tool.stderr)]);
	const [status] = (await ended) as [number | null];
	return { status, stdout, stderr };
}

test('a commune of any province is founded, an easy password is asked for again, and the account is opened anew once lost', async () => {
	expect((await admin([], '99999\n000.16.81.H40\n')).stderr).toMatch(/No commune has this code/);
	expect((await admin([], '16681\nH40\n')).stderr).toMatch(/an agency code is like/);
	const answers = ['16681', '000.16.81.H40', 'quan-tri', 'Biển Văn Thử'];
	const made = await admin([], [...answers, 'quan-tri-1234', 'Ga trưa lên đồi 77', ''].join('\n'));
	expect([made.status, made.stderr]).toEqual([0, '']);
	expect(made.stdout).toMatch(/Too short or easy to guess[\s\S]*✓ «quan-tri»/);
	const open = await fetch(`${house.origin}/lay-so`).then((answer) => answer.text());
	expect(open).toContain('Thành Vinh');
	expect((await admin(['list'])).stdout).toMatch(/quan-tri\s+Biển Văn Thử\s+administrator/);
	const paper = (await admin(['reset', 'quan-tri'])).stdout;
	const [, password = ''] = /one-time password {2}(\S+)/.exec(paper) ?? [];
	const enter = (given: string) =>
		fetch(`${house.origin}/can-bo/dang-nhap`, {
			...{
				method: 'POST',
				redirect: 'manual' as const,
				headers: { origin: house.origin, accept: 'text/html' }
			},
			body: new URLSearchParams({ login: 'quan-tri', password: given })
		});
	expect((await enter('Ga trưa lên đồi 77')).headers.get('location')).toBeNull();
	expect((await enter(password)).headers.get('location')).toMatch(/^\/can-bo\/ma/);
}, 120_000);

test('what is no word of it, and an account that nobody has, are told', async () => {
	const unknown = await admin(['reset', 'ai-do']);
	expect(unknown.stderr).toMatch(/no open account "ai-do"/);
	expect([(await admin(['xoa'])).status, unknown.status]).toEqual([2, 2]);
	expect((await admin([], '40\n')).status).toBe(2);
}, 60_000);
