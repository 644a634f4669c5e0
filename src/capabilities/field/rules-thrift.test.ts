import { expect, test } from 'vitest';
import { restMs } from './rules-thrift.ts';

const minutes = (inVain: number, waiting = 3, spare = false): number => restMs({ inVain, waiting, spare }) / 60_000;

test('with a line a phone asks each minute; without one it waits twice as long each time, and never longer than 16 minutes', () => {
	expect([0, 1, 2, 3, 4, 5, 60].map((inVain) => minutes(inVain))).toEqual([1, 2, 4, 8, 16, 16, 16]);
});

test('one that is to be spared asks a fifth as often while nothing waits, and as often as any other while something does', () => {
	expect([minutes(0, 0, true), minutes(0, 1, true), minutes(0, 0, false)]).toEqual([5, 1, 1]);
	expect(minutes(4, 0, true)).toBe(16);
});

test('a morning of four hours without a line costs nineteen tries, not two hundred and forty', () => {
	let [at, tries] = [0, 0];
	for (; at < 240; tries++) at += minutes(tries);
	expect(tries).toBe(19);
});
