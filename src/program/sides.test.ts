import { expect, test } from 'vitest';
import { isOf, pathOf, sideAsked } from './sides.ts';

const isThere = (side: 'desk' | 'field', url: string) => isOf(side, pathOf(url));

test('an address is of the field or of the desk, and what the build made is of both', () => {
	for (const url of ['/ra-ngo', '/ra-ngo/', '/ra-ngo/ho/1?x=/can-bo', '/dong-bo/gui', '/the-day/the-a.ogg'])
		expect([url, isThere('field', url), isThere('desk', url)]).toEqual([url, true, false]);
	for (const url of [
		'/',
		'/can-bo',
		'/ra-ngoai',
		'/dong-bo-khac',
		'/healthz',
		'/tung-nha.svg',
		'/api/papers',
		'/_app/x'
	])
		expect([url, isThere('field', url), isThere('desk', url)]).toEqual([url, false, true]);
	for (const side of ['field', 'desk'] as const) expect(isThere(side, '/_app/immutable/a.js')).toBe(true);
});

test('writing an address otherwise leads to no other side', () => {
	for (const url of ['/ra-ngo/../can-bo', '/ra-ngo/%2e%2e/can-bo', '/_app/immutable/../../can-bo', '//ra-ngo', '/%zz'])
		expect([url, isThere('field', url)]).toEqual([url, false]);
	for (const url of ['/%72a-ngo', '/x/../dong-bo/gui', '/./ra-ngo'])
		expect([url, isThere('desk', url)]).toEqual([url, false]);
});

test('a request is of the desk unless our own server says otherwise', () => {
	expect(sideAsked(new Headers())).toBe('desk');
	expect(sideAsked(new Headers({ 'x-tung-nha-side': 'field' }))).toBe('field');
});
