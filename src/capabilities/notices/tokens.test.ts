import { expect, test } from 'vitest';
import { scene } from '#tests/support/scene.ts';
import { tokenKeeper } from './tokens.server.ts';

test(
	'a pair of tokens is kept sealed from one use to the next; another setting begins anew, and nobody else reads them',
	scene(async (s) => {
		const keeper = tokenKeeper(s.base, 'first-of-all');
		expect(await keeper.read()).toEqual({ access: null, refresh: 'first-of-all', until: null });
		const pair = { access: 'a-1', refresh: 'r-1', until: new Date('2026-07-14T04:00:00Z') };
		await keeper.keep(pair);
		expect(await tokenKeeper(s.base, 'first-of-all').read()).toEqual(pair);
		await keeper.keep({ ...pair, access: 'a-2', refresh: 'r-2' });
		expect(await keeper.read()).toMatchObject({ access: 'a-2', refresh: 'r-2' });
		expect(await tokenKeeper(s.base, 'another').read()).toMatchObject({ access: null, refresh: 'another' });
		await s.base.db`select set_config('app.kind', 'staff', true), set_config('app.id', ${s.thach.id}, true)`;
		expect(await s.base.db`select from carrier_token`).toHaveLength(0);
	})
);
