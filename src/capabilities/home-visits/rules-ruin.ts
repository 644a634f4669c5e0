import type { Problem } from './rules-problem.ts';
import { takeOut, tour, type Routes } from './rules-routes.ts';

const AVERAGE = 6;
const LONGEST = 10;
const SPLIT = 0.5;
const KEEP_ON = 0.99;
const LACKING = 0.5;

/** Slack induction by string removals (Christiaens and Vanden Berghe 2020): takes strings out of neighbouring tours. */
export function ruin(p: Problem, r: Routes, random: () => number): void {
	const used = r.size.reduce((sum, size) => sum + (size > 0 ? 1 : 0), 0);
	const standing = r.size.reduce((sum, size) => sum + size, 0);
	if (standing === 0) return;
	const longest = Math.min(LONGEST, standing / used);
	const strings = Math.floor(random() * ((4 * Math.min(AVERAGE, standing / 2)) / (1 + longest)) + 1);
	const done = new Set<number>();
	for (const x of p.near[seedOf(p, r, random)]!) {
		if (done.size >= strings) break;
		const v = r.vehicle[x]!;
		if (v < 0 || done.has(v)) continue;
		done.add(v);
		const length = Math.floor(random() * Math.min(r.size[v]!, longest) + 1);
		for (const one of stringOf(tour(p, r, v), x, length, random)) if (mayGo(p, r, one)) takeOut(p, r, one);
	}
}

/** Around whom: anybody, or half of the time somebody who stands nowhere, so that room is made where it is lacking. */
function seedOf(p: Problem, r: Routes, random: () => number): number {
	const absent: number[] = [];
	for (let x = 0; x < p.n; x++) if (r.vehicle[x]! < 0) absent.push(x);
	if (absent.length > 0 && random() < LACKING) return absent[Math.floor(random() * absent.length)]!;
	return Math.floor(random() * p.n);
}

const mayGo = (p: Problem, r: Routes, x: number): boolean =>
	r.vehicle[x]! >= 0 && !p.fixed[x] && (p.partner[x]! < 0 || !p.fixed[p.partner[x]!]);

/** `length` tasks of a tour around `x`; half of the time a string in the middle of them stays. */
function stringOf(tasks: readonly number[], x: number, length: number, random: () => number): number[] {
	let kept = 0;
	if (length > 1 && length < tasks.length && random() < SPLIT) {
		kept = 1;
		while (length + kept < tasks.length && random() > KEEP_ON) kept++;
	}
	const whole = length + kept;
	const at = tasks.indexOf(x);
	const low = Math.max(0, at - whole + 1);
	const first = low + Math.floor(random() * (Math.min(at, tasks.length - whole) - low + 1));
	const string = tasks.slice(first, first + whole);
	string.splice(Math.floor(random() * (length + 1)), kept);
	return string;
}
