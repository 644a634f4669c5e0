import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { appRoutes } from '../src/web/app-routes.mjs';

// The app knows its own routes alone: a page of the house that wanted a script of Kit would find none.

const says = (file: string): string | undefined =>
	/export const csr = (true|false)/.exec(readFileSync(file, 'utf8'))?.[1];

/** What a page says of scripts, or the nearest layout above it. */
function scriptOf(page: string): string {
	const own = [page.replace(/\+page.*$/, '+page.server.ts'), page.replace(/\+page.*$/, '+page.ts')];
	const above: string[] = [];
	for (let dir = dirname(page); dir !== 'src'; dir = dirname(dir))
		above.push(`${dir}/+layout.server.ts`, `${dir}/+layout.ts`);
	const files = new Set(
		globSync('src/routes/**/+{page,layout}{.server,}.ts').map((file) => file.replaceAll('\\', '/'))
	);
	for (const file of [...own, ...above]) {
		const said = files.has(file) ? says(file) : undefined;
		if (said) return said;
	}
	return 'true';
}

test('every page but those of the app and the display goes without a script of Kit', () => {
	const pages = globSync('src/routes/**/+page*.svelte').map((file) => file.replaceAll('\\', '/'));
	expect(pages.length).toBeGreaterThan(150);
	expect(
		pages
			.filter((page) => scriptOf(page) === 'true')
			.filter((page) => !/^src\/routes\/(ra-ngo|bang-goi-so)\//.test(page))
	).toEqual([]);
});

test('of a list the app’s routes are left with what they need, and a list that is no longer one fails the build', () => {
	const nodes = Array.from({ length: 120 }, (_, n) => `\t() => import('./nodes/${n}')`).join(',\n');
	const code = `export const nodes = [\n${nodes}\n];\nexport const dictionary = {\n\t\t"/ra-ngo": [7,[5]],\n\t\t"/can-bo": [~8]\n\t};`;
	const plugin = appRoutes();
	const { code: out } = plugin.transform(code, '/x/client-optimized/app.js')!;
	expect([...out.matchAll(/nodes\/(\d+)/g)].map(([, n]) => Number(n))).toEqual([0, 1, 5, 7]);
	expect(out).toContain('/ra-ngo');
	expect(out).not.toContain('/can-bo');
	expect(plugin.transform(code, '/x/other.js')).toBeNull();
	expect(() => plugin.transform('export const nodes = [];', '/x/client-optimized/app.js')).toThrow('app-routes');
});
