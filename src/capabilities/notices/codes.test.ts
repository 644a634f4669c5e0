import { expect, test } from 'vitest';
import { scene } from '#tests/support/scene.ts';
import { codeFor } from './hand-over.server.ts';
import { NO_CODE } from './rules-text.ts';

test(
	'no word that goes out has the code of those that are only shown',
	scene(async ({ as, lua }) => {
		const codes = new Set<string>();
		for (let n = 0; n < 100_000; n++) codes.add((await codeFor(as(lua), 1, null)).code);
		expect(codes.has(NO_CODE)).toBe(false);
		// Every other one may be.
		expect(codes.size).toBeGreaterThan(9_900);
	})
);
