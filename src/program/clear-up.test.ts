import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clearWhenQuiet } from './clear-up.ts';

// What is held and what was spent is told here, and no collector runs: when it would is looked at.

let [heap, spent] = [0, 0];
const collect = vi.fn(() => void (heap = 80e6));
const held = globalThis.gc;

beforeEach(() => {
	vi.useFakeTimers();
	[heap, spent] = [150e6, 0];
	collect.mockClear();
	globalThis.gc = collect as unknown as typeof globalThis.gc;
	vi.spyOn(process, 'cpuUsage').mockImplementation((since) => ({ user: spent - (since?.user ?? 0), system: 0 }));
	vi.spyOn(process, 'memoryUsage').mockImplementation((() => ({ heapUsed: heap })) as never);
});
afterEach(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
	globalThis.gc = held;
});

/** Seconds in which the program is busy for a part of each. */
function pass(seconds: number, part: number): void {
	for (let n = 0; n < seconds; n++) {
		spent += part * 1e6;
		vi.advanceTimersByTime(1000);
	}
}

test('what a start leaves is collected once it is quiet, and not while somebody waits', () => {
	clearWhenQuiet();
	pass(20, 0.5);
	expect(collect).not.toHaveBeenCalled();
	pass(5, 0.01);
	expect(collect).toHaveBeenCalledTimes(1);
});

test('a quiet program is left alone; what a busy hour leaves is collected after it', () => {
	clearWhenQuiet();
	pass(60, 0.01);
	expect(collect).toHaveBeenCalledTimes(1);
	heap = 90e6;
	pass(700, 0.01);
	expect(collect).toHaveBeenCalledTimes(1);
	heap = 200e6;
	pass(60, 0.8);
	expect(collect).toHaveBeenCalledTimes(1);
	pass(10, 0.01);
	expect(collect).toHaveBeenCalledTimes(2);
	// Somebody who looks at a page now and then is not held up again and again.
	heap = 200e6;
	pass(500, 0.01);
	expect(collect).toHaveBeenCalledTimes(2);
	expect(collect).toHaveBeenLastCalledWith({ type: 'major', execution: 'sync', flavor: 'last-resort' });
});

test('a program that is lent no collector goes on', () => {
	globalThis.gc = undefined;
	clearWhenQuiet();
	expect(() => pass(10, 0)).not.toThrow();
});
