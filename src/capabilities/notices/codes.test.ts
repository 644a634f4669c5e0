import { expect, test } from 'vitest';
import { newCode } from './codes.server.ts';
import { NO_CODE } from './rules-text.ts';

test('no word that goes out has the code of those that are only shown', () => {
	const codes = new Set(Array.from({ length: 100_000 }, newCode));
	expect(codes.has(NO_CODE)).toBe(false);
	// Every other one may be.
	expect(codes.size).toBeGreaterThan(9_900);
});
