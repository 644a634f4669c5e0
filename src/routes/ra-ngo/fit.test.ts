import { expect, test } from 'vitest';
import { heedOf, unfitIn } from './fit.ts';

const CHROME =
	'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36';
const fine = { userAgent: CHROME, secure: true, keeps: true };

test.each([
	['Zalo', `${CHROME} Zalo android/24101234 ZaloTheme/light`],
	['Facebook', `${CHROME} [FB_IAB/FB4A;FBAV/450.0.0.0;]`],
	['a web view', CHROME.replace('K)', 'SM-A127F Build/RP1A; wv)')]
])('within %s nothing is installed, whatever else is right', (_, userAgent) => {
	expect(unfitIn({ ...fine, userAgent })).toBe('in-app');
});

test('a line without a lock, a browser that keeps nothing, and a phone that can', () => {
	expect(unfitIn({ ...fine, secure: false })).toBe('insecure');
	expect(unfitIn({ ...fine, keeps: false })).toBe('no-store');
	expect(unfitIn(fine)).toBeNull();
});

test('what may be lost is said before it is: no promise to keep, little room', async () => {
	const storage = (kept: boolean, quota: number) =>
		({
			persist: () => Promise.resolve(kept),
			estimate: () => Promise.resolve({ quota, usage: 1e6 })
		}) as StorageManager;
	expect(await heedOf(storage(true, 5e9))).toBeNull();
	expect(await heedOf(storage(false, 5e9))).toBe('not-kept');
	expect(await heedOf(storage(true, 2e8))).toBe('low-room');
	expect(await heedOf(undefined)).toBe('not-kept');
});
