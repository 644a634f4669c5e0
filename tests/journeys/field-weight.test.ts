import { expect, test } from 'vitest';
import { appBytes } from './field-phone.ts';
import { ports } from './walk.ts';

const field = `http://127.0.0.1:${ports()['FIELD_PORT']}`;

test('what opens the app and writes a visit is less than 118,000 bytes of scripts as they are sent; the pages of files, of corrections and of the phone itself less than 16,000, the roll of a class less than 6,000, and a ticket of whoever is stuck less than 6,000 with its words', async () => {
	const { scripts, few, roll, stuck, words, stuckWords } = await appBytes(field);
	expect(scripts).toBeGreaterThan(50_000);
	// Its own routes alone are among them, and not the map of the whole house (`src/web/app-routes.mjs`).
	expect(scripts).toBeLessThan(118_000);
	expect(few).toBeGreaterThan(2000);
	expect(few).toBeLessThan(16_000);
	expect(roll).toBeGreaterThan(1000);
	expect(roll).toBeLessThan(6000);
	expect(stuck).toBeGreaterThan(2000);
	expect(stuckWords).toBeGreaterThan(500);
	expect(stuck + stuckWords).toBeLessThan(6000);
	expect(words).toBeLessThan(6500);
});
