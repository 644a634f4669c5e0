import { readFileSync } from 'node:fs';
import type { Given, Pair, Task } from '#capabilities/home-visits/rules-problem.ts';

const far = ([ax, ay]: readonly number[], [bx, by]: readonly number[]): number => Math.hypot(ax! - bx!, ay! - by!);

/** Solomon 1987: one depot, up to 25 vehicles of one kind, distances and minutes alike. */
export function readSolomon(file: string): Given {
	const rows = readFileSync(file, 'utf8')
		.split('\n')
		.map((line) => line.trim().split(/\s+/).map(Number))
		.filter((row) => row.every((cell) => !Number.isNaN(cell)) && row.length > 1);
	const [fleet, depot, ...customers] = rows as [number[], number[], ...number[][]];
	const at = [depot, ...customers].map(([, x, y]) => [x!, y!]);
	return {
		tasks: customers.map(([, , , load, from, until, service], n) => ({
			place: n + 1,
			service: service!,
			load: load!,
			windows: [{ from: from!, until: until! }]
		})),
		vehicles: Array.from({ length: fleet[0]! }, () => ({
			from: 0,
			to: 0,
			opens: depot[4]!,
			closes: depot[5]!,
			capacity: fleet[1]!
		})),
		travel: [at.map((a) => at.map((b) => far(a, b)))]
	};
}

type HomeCare = {
	patients: {
		time_window: [number, number];
		required_caregivers: { service: string; duration: number }[];
		synchronization?: { type: 'simultaneous' } | { type: 'sequential'; distance: [number, number] };
	}[];
	caregivers: { abilities: string[]; working_shift?: [number, number] }[];
	distances: number[][];
};

/** Mankowska et al. 2014: windows may be overrun, two caregivers of one patient begin together or one after the other. */
export function readHomeCare(file: string): Given {
	const { patients, caregivers, distances } = JSON.parse(readFileSync(file, 'utf8')) as HomeCare;
	const tasks: Task[] = [];
	const pairs: Pair[] = [];
	for (const [n, { time_window, required_caregivers, synchronization }] of patients.entries()) {
		if (synchronization) {
			const [least, most] = synchronization.type === 'sequential' ? synchronization.distance : [0, 0];
			pairs.push({ first: tasks.length, second: tasks.length + 1, least, most });
		}
		for (const { service, duration } of required_caregivers)
			tasks.push({
				place: n + 1,
				service: duration,
				windows: [{ from: time_window[0], until: Number.POSITIVE_INFINITY }],
				target: time_window[1],
				may: (v) => caregivers[v]!.abilities.includes(service)
			});
	}
	const vehicles = caregivers.map(() => ({ from: 0, to: 0, opens: 0, closes: Number.POSITIVE_INFINITY }));
	return { tasks, pairs, vehicles, travel: [distances] };
}
