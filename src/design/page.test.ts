import fc from 'fast-check';
import jsqr from 'jsqr';
import { expect, it } from 'vitest';
import { fillPage, localeOf, ownPath, sizeOf } from './page.server.ts';
import { qrPath } from './qr.ts';

const cookies = (jar: Record<string, string>) => ({ get: (name: string) => jar[name] });

it('takes language and size from cookies and nothing unknown', () => {
	expect(localeOf(cookies({ lang: 'hi' }))).toBe('hi');
	expect(localeOf(cookies({ lang: 'xx' }))).toBe('vi');
	expect(sizeOf(cookies({ size: '3' }))).toBe('3');
	expect(sizeOf(cookies({ size: '9' }))).toBe('1');
	expect(
		fillPage('<html lang="%lang%" class="%size%"><a href="/%app%.svg">', { locale: 'en', size: '2', app: 'ra-ngo' })
	).toBe('<html lang="en" class="size-2"><a href="/ra-ngo.svg">');
});

it.each([
	['/tim?q=sao+y', '/tim?q=sao+y'],
	['//evil.example', '/'],
	['/\\evil.example', '/'],
	['https://evil.example/', '/'],
	['/..//evil.example', '/'],
	['', '/'],
	[null, '/']
])('goes back only to a path of our own: %s', (given, path) => expect(ownPath(given)).toBe(path));

it('never leaves this site, whatever is given', () => {
	fc.assert(
		fc.property(fc.string(), (given) => {
			const path = ownPath(`/${given}`);
			expect(new URL(path, 'http://here.invalid').origin).toBe('http://here.invalid');
		})
	);
});

it('draws a code that a camera can read', () => {
	const text = 'https://tungnha.example/theo-doi/4071-5528-9036';
	const { size, path } = qrPath(text);
	const wide = (size + 8) * 4;
	const pixels = new Uint8ClampedArray(wide * wide * 4).fill(255);
	for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h/g)) {
		for (let dy = 0; dy < 4; dy++) {
			for (let dx = 0; dx < 4; dx++) {
				const at = (((Number(y) + 4) * 4 + dy) * wide + (Number(x) + 4) * 4 + dx) * 4;
				pixels.fill(0, at, at + 3);
			}
		}
	}
	expect(jsqr(pixels, wide, wide)?.data).toBe(text);
});
