import { expect, test } from 'vitest';
import { headersOfAll, withFrame, withWasm } from './headers.ts';

test('every answer says that it runs, loads and frames nothing; a page says for itself what it needs besides', () => {
	const { 'content-security-policy': policy, ...rest } = headersOfAll(false, 'desk');
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
	expect(headersOfAll(true, 'field')['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
	expect(headersOfAll(false, 'desk')).not.toHaveProperty('strict-transport-security');
});

test('the field’s app may compile WebAssembly, its workers may ask us, and neither runs what stands in a page', () => {
	const { 'content-security-policy': desk, ...deskRest } = headersOfAll(false, 'desk');
	const { 'content-security-policy': field, ...fieldRest } = headersOfAll(false, 'field');
	expect(fieldRest).toEqual(deskRest);
	expect(field).toBe(`${desk}; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'`);
	const page = "default-src 'self'; script-src 'self' 'nonce-x'; style-src 'self'";
	expect(withWasm(page)).toBe(page.replace("script-src 'self'", "script-src 'wasm-unsafe-eval' 'self'"));
	expect(withWasm(field!)).toBe(field);
});

test('the page of a paper frames what is ours, and nothing else of its policy is looser', () => {
	const page = "default-src 'self'; object-src 'none'; frame-src 'none'; frame-ancestors 'none'";
	expect(withFrame(page)).toBe(page.replace("frame-src 'none'", "frame-src 'self'"));
});
