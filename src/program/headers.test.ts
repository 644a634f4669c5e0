import { expect, test } from 'vitest';
import { headersOfAll } from './headers.ts';

test('every answer says that it runs, loads and frames nothing; a page says for itself what it needs besides', () => {
	const { 'content-security-policy': policy, ...rest } = headersOfAll(false);
	expect(policy?.split('; ').toSorted()).toEqual(
		['base-uri', 'default-src', 'form-action', 'frame-ancestors', 'object-src'].map((name) => `${name} 'none'`)
	);
	expect(rest).toEqual({
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'same-origin',
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin'
	});
});

test('under https a browser comes back by https alone for a year, to every name below this one as well', () => {
	expect(headersOfAll(true)['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
	expect(headersOfAll(false)).not.toHaveProperty('strict-transport-security');
});
