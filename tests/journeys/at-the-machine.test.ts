import { spawnSync } from 'node:child_process';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type RunningHouse } from '../support/house.ts';

// An empty house, and whoever stands at its machine: founds a commune, lists who can sign in, opens an account anew.

let house: RunningHouse;
beforeAll(async () => {
	house = await startHouse({ seed: 'none' });
}, 120_000);
afterAll(() => house?.stop());

const admin = (args: readonly string[], typed = '') =>
	spawnSync(process.execPath, ['house/run.mjs', 'house/admin.ts', ...args], {
		...{ encoding: 'utf8', timeout: 60_000, input: typed },
		env: { ...process.env, DATA_DIR: house.dataDir, SEED: 'none', DATABASE_URL: '', DATABASE_OWNER_URL: '' }
	});

const textOf = (address: string): Promise<string> =>
	new Promise((done, fail) =>
		get(address, { agent: false }, (answer) => text(answer).then(done, fail)).on('error', fail)
	);

test('a commune of any province is founded, an easy password is asked for again, and the account is opened anew once lost', async () => {
	expect(admin([], '99999\n000.16.81.H40\n').stderr).toMatch(/No commune has this code/);
	expect(admin([], '16681\nH40\n').stderr).toMatch(/an agency code is like/);
	const answers = ['16681', '000.16.81.H40', 'quan-tri', 'Biển Văn Thử'];
	const made = admin([], [...answers, 'quan-tri-1234', 'Ga trưa lên đồi 77', ''].join('\n'));
	expect([made.status, made.stderr]).toEqual([0, '']);
	expect(made.stdout).toMatch(/Too short or easy to guess[\s\S]*✓ «quan-tri»/);
	// Over a line of its own: the tool runs after it for longer than a server keeps one that nobody uses.
	const open = await textOf(`${house.origin}/lay-so`);
	expect(open).toContain('Thành Vinh');
	expect(admin(['list']).stdout).toMatch(/quan-tri\s+Biển Văn Thử\s+administrator/);
	const paper = admin(['reset', 'quan-tri']).stdout;
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

test('what is no word of it, and an account that nobody has, are told', () => {
	expect([admin(['xoa']).status, admin(['reset', 'ai-do']).status]).toEqual([2, 2]);
	expect(admin(['reset', 'ai-do']).stderr).toMatch(/no open account "ai-do"/);
	expect(admin([], '40\n').status).toBe(2);
});
