import { readFileSync } from 'node:fs';

// Knows nothing of the solver: reads the instance itself, takes routes as lists of stops with their start, and adds up again.

/** Routes by vehicle in order: customer or patient by its place in the file from 1, which of its services from 0, and the start. */
export type Stop = { customer: number; service: number; start: number };
export type Answer = readonly (readonly Stop[])[];

/** What is wrong, empty when nothing is, and what the answer costs. */
export type Verdict = { faults: string[]; vehicles: number; cost: number };

const SLACK = 1e-6;

function eachOnce(answer: Answer, wanted: readonly string[], faults: string[]): void {
	const got = answer.flat().map(({ customer, service }) => `${customer}.${service}`);
	if (new Set(got).size !== got.length) faults.push('somebody is served twice');
	for (const one of wanted) if (!got.includes(one)) faults.push(`${one} is not served`);
	if (got.length > wanted.length) faults.push('more is served than was asked');
}

/** Solomon: cost is the distance. */
export function checkSolomon(file: string, answer: Answer): Verdict {
	const lines = readFileSync(file, 'utf8').split(/\r?\n/);
	const numbers = (line: string): number[] => (line.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
	const after = (word: string): string[] => lines.slice(lines.findIndex((line) => line.startsWith(word)) + 1);
	const [fleet = 0, capacity = 0] =
		after('VEHICLE')
			.map(numbers)
			.find(({ length }) => length === 2) ?? [];
	const rows = after('CUSTOMER')
		.map(numbers)
		.filter(({ length }) => length === 7);
	const faults: string[] = [];
	eachOnce(
		answer,
		rows.slice(1).map((_, n) => `${n + 1}.0`),
		faults
	);
	const used = answer.filter(({ length }) => length > 0);
	if (used.length > fleet) faults.push('more vehicles than there are');
	let cost = 0;
	for (const route of used) {
		let [x, y, free] = [rows[0]![1]!, rows[0]![2]!, rows[0]![4]!];
		let load = 0;
		for (const { customer, start } of route) {
			const [, cx, cy, demand, ready, due, service] = rows[customer]!;
			const way = Math.sqrt((cx! - x) ** 2 + (cy! - y) ** 2);
			if (start < free + way - SLACK) faults.push(`${customer} is begun before anybody is there`);
			if (start < ready! - SLACK || start > due! + SLACK) faults.push(`${customer} is begun outside its window`);
			[x, y, free] = [cx!, cy!, start + service!];
			load += demand!;
			cost += way;
		}
		const home = Math.sqrt((rows[0]![1]! - x) ** 2 + (rows[0]![2]! - y) ** 2);
		if (free + home > rows[0]![5]! + SLACK) faults.push('home too late');
		if (load > capacity) faults.push('too much loaded');
		cost += home;
	}
	return { faults, vehicles: used.length, cost };
}

type Patient = {
	time_window: number[];
	required_caregivers: { service: string; duration: number }[];
	synchronization?: { type: string; distance?: number[] };
};
type Instance = { patients: Patient[]; caregivers: { abilities: string[] }[]; distances: number[][] };

/** Home care: cost is a third of distance, lateness and the largest lateness together. */
export function checkHomeCare(file: string, answer: Answer): Verdict {
	const { patients, caregivers, distances } = JSON.parse(readFileSync(file, 'utf8')) as Instance;
	const faults: string[] = [];
	const wanted = patients.flatMap((one, n) => one.required_caregivers.map((_, k) => `${n + 1}.${k}`));
	eachOnce(answer, wanted, faults);
	if (answer.length > caregivers.length) faults.push('more caregivers than there are');
	let distance = 0;
	const late: number[] = [];
	const begun = new Map<string, { start: number; by: number }>();
	for (const [by, route] of answer.entries()) {
		let [at, free] = [0, 0];
		for (const { customer, service, start } of route) {
			const patient = patients[customer - 1]!;
			const asked = patient.required_caregivers[service]!;
			if (!caregivers[by]!.abilities.includes(asked.service)) faults.push(`${customer}: ${by} is not able to`);
			if (start < free + distances[at]![customer]! - SLACK) faults.push(`${customer} is begun before anybody is there`);
			if (start < patient.time_window[0]! - SLACK) faults.push(`${customer} is begun too early`);
			distance += distances[at]![customer]!;
			late.push(Math.max(0, start - patient.time_window[1]!));
			begun.set(`${customer}.${service}`, { start, by });
			[at, free] = [customer, start + asked.duration];
		}
		distance += distances[at]![0]!;
	}
	for (const [n, { synchronization }] of patients.entries()) {
		const [first, second] = [begun.get(`${n + 1}.0`), begun.get(`${n + 1}.1`)];
		if (!synchronization || !first || !second) continue;
		const [least = 0, most = 0] = synchronization.distance ?? [];
		const apart = second.start - first.start;
		if (first.by === second.by) faults.push(`${n + 1}: one caregiver for both`);
		if (apart < least - SLACK || apart > most + SLACK) faults.push(`${n + 1}: not in step`);
	}
	const lateness = late.reduce((sum, one) => sum + one, 0);
	return {
		faults,
		vehicles: answer.filter(({ length }) => length > 0).length,
		cost: (distance + lateness + Math.max(0, ...late)) / 3
	};
}
