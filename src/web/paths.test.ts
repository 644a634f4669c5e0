import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { paths, withQuery } from './paths.ts';

const routes = globSync('src/routes/**/+{page,page@,server}.{svelte,ts}').map((file) =>
	file
		.split('/')
		.slice(2, -1)
		.filter((part) => !/^\(.*\)$/.test(part))
);
/** Whether an address, with `*` for what a function fills in, is one of the routes. */
const isRoute = (address: string): boolean => {
	const parts = address.split('/').filter(Boolean);
	return routes.some(
		(route) => route.length === parts.length && route.every((part, n) => part === parts[n] || /^\[.*\]$/.test(part))
	);
};
const all = Object.entries(paths).flatMap(([group, list]) =>
	Object.entries(list).map(([name, path]: [string, string | ((...parts: string[]) => string)]) => [
		`${group}.${name}`,
		typeof path === 'string' ? path : path('any', 'any')
	])
);

test.each(all)('%s leads to a route: %s', (_, address) => {
	expect(isRoute(address!)).toBe(true);
});

test('no two names stand for one address', () => {
	expect(new Set(all.map(([, address]) => address)).size).toBe(all.length);
});

test('a question is added to an address as it is, and what is not said is left out', () => {
	expect(withQuery('/tim', {})).toBe('/tim');
	expect(withQuery('/tim', { q: 'sao y & chứng', trang: 2 })).toBe('/tim?q=sao%20y%20%26%20ch%E1%BB%A9ng&trang=2');
	expect(withQuery('/x', { moi: true, in: false, a: null, b: undefined })).toBe('/x?moi');
	expect(withQuery('/x', { '/help': true, phieu: '7' })).toBe('/x?/help&phieu=7');
	expect(withQuery('/x', { da: 1 }, 'moc')).toBe('/x?da=1#moc');
	expect(withQuery('/x', {}, 'moc')).toBe('/x#moc');
});

const first = [...new Set(routes.map(([part]) => part))].filter((part) => part && !['api', 'healthz'].includes(part));
const literal = new RegExp(`(?<![\\w)])/(${first.join('|')})(?=[/?#"'\`{$]|$)`);
/** A comment, a route's own id and what stands under the name of another page say nothing of where a link leads. */
const aside = /^\s*(\/?\*|\/\/)|\/\(public\)\/|\bunder: \[/;

test('no address stands in the code outside of the list', () => {
	const strays = globSync('src/{routes,web,design,capabilities}/**/*.{ts,svelte}')
		.filter((file) => !/\.test\.ts$|^src\/web\/((field|own)-)?paths\.ts$/.test(file))
		.flatMap((file) =>
			readFileSync(file, 'utf8')
				.split('\n')
				.filter((line) => !line.includes('import ') && !aside.test(line) && literal.test(line))
				.map((line) => `${file}: ${line.trim()}`)
		);
	expect(strays).toEqual([]);
});
