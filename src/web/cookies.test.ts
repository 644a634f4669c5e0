import { globSync, readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';

vi.mock('#program/program.server.ts', () => ({
	program: () => ({ settings: { ORIGIN: 'https://dvc.xa-may.example' } }),
	contextFor: () => undefined
}));
const { cookieOf, setCookie } = await import('./door.server.ts');

test('under https every cookie of ours is for this host alone, for no script, and for no form of another site', () => {
	for (const kind of Object.getOwnPropertyNames(cookieOf) as (keyof typeof cookieOf)[]) {
		const set = vi.fn();
		setCookie({ set } as never, cookieOf[kind], 'x');
		const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure: true };
		expect(set).toHaveBeenCalledWith(expect.stringMatching(/^__Host-/), 'x', attributes);
	}
});

test('no file sets a cookie under a name of its own, but for language and size of letters', () => {
	const named = globSync('src/**/*.ts')
		.filter((file) => !file.endsWith('.test.ts'))
		.flatMap((file) =>
			[...readFileSync(file, 'utf8').matchAll(/(?:cookies\.set\(|setCookie\([\w.]+, )([^,)]+),/g)].map(
				([, name]) => `${file.split('/').at(-1)}: ${name}`
			)
		)
		.filter((one) => !one.includes('cookieOf'));
	expect(named.toSorted()).toEqual(["+server.ts: 'lang'", "+server.ts: 'size'", 'door.server.ts: name']);
});
