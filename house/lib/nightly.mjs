import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readBackup } from './backup-copy.mjs';
import { say } from './say.mjs';

const HOUR = 2;
const FIRST_UNTIL = 5;
const everyMinute = 60_000;

/** The Vietnamese day and hour of an instant; a commune has no other time. */
const vietnam = (at) => {
	const text = new Date(at.getTime() + 7 * 3_600_000).toISOString();
	return { day: text.slice(0, 10), hour: Number(text.slice(11, 13)) };
};

/** When the last proved backup was made; `undefined` when there is none. */
export function lastBackup(folder) {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const made = readdirSync(folder).flatMap((name) => readBackup(join(folder, name))?.at ?? []);
	return made.length === 0 ? undefined : new Date(made.toSorted().at(-1));
}

/**
 * Due once a day from two in the morning on; a machine that slept through the night catches up when it wakes. The first
 * one of all waits for a night: nobody's first morning begins with a busy disk.
 */
export function isDue(now, last) {
	const { day, hour } = vietnam(now);
	if (hour < HOUR) return false;
	if (last === undefined) return hour < FIRST_UNTIL;
	return vietnam(last).day < day || vietnam(last).hour < HOUR;
}

/**
 * Runs `work` each night. One at a time; a failed one is tried again an hour later.
 * @returns what stops it
 */
export function eachNight(folder, work, clock = () => new Date()) {
	let busy = false;
	let notBefore = 0;
	const look = async () => {
		if (busy || clock().getTime() < notBefore || !isDue(clock(), lastBackup(folder))) return;
		busy = true;
		await work().catch((fault) => {
			notBefore = clock().getTime() + 3_600_000;
			say(`! Sao lưu chưa xong: ${fault.message}`);
		});
		busy = false;
	};
	const timer = setInterval(look, everyMinute);
	timer.unref();
	return () => clearInterval(timer);
}
