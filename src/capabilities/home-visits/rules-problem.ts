/** A span of minutes; both ends belong to it. */
export type Span = { from: number; until: number };

/** One stop of one vehicle. Minutes and places (rows of the travel matrix). */
export type Task = {
	place: number;
	service: number;
	/** Service may begin within one of these; in order, not touching. */
	windows: readonly Span[];
	/** Beyond this start a task counts as late without being refused. */
	target?: number;
	load?: number;
	/** What it weighs to leave this undone. */
	weight?: number;
	/** Of vehicle `v`: may it come at all? */
	may?: (v: number) => boolean;
	/** Bits that the vehicles of a task and of its partner have to bring between them. */
	needs?: number;
	brings?: (v: number) => number;
	/** What it costs in familiarity, and in changes against an earlier plan, that vehicle `v` comes. */
	strange?: (v: number) => number;
	moved?: (v: number) => number;
	/** Told to somebody: never taken out again once it stands. */
	fixed?: boolean;
};

/** Task `second` begins at least `least` and at most `most` minutes after `first`, by another vehicle; 0 and 0: together. */
export type Pair = { first: number; second: number; least: number; most: number };

export type Vehicle = {
	from: number;
	to: number;
	opens: number;
	/** Nothing may end later; what ends later than `target` is overtime. */
	closes: number;
	target?: number;
	capacity?: number;
	/** Nobody serves or travels within it. */
	rest?: Span;
	/** Row of `travel`. */
	mode?: number;
};

export type Given = {
	tasks: readonly Task[];
	pairs?: readonly Pair[];
	vehicles: readonly Vehicle[];
	/** By mode, then from place to place. */
	travel: readonly (readonly (readonly number[])[])[];
};

const NEVER = Number.POSITIVE_INFINITY;

/** What every stop has, also the two ends of a vehicle. */
function stopsOf({ tasks, vehicles }: Given) {
	const ends = (place: (v: Vehicle) => number) =>
		vehicles.map((v) => ({
			place: place(v),
			service: 0,
			windows: [{ from: v.opens, until: v.closes }],
			target: v.target
		}));
	const out = ends(({ from }) => from).map((end) => ({ ...end, target: NEVER }));
	const stops = [...tasks, ...out, ...ends(({ to }) => to)];
	return {
		place: Int32Array.from(stops, (x) => x.place),
		service: Float64Array.from(stops, (x) => x.service),
		opens: Float64Array.from(stops, (x) => x.windows[0]?.from ?? 0),
		due: Float64Array.from(stops, (x) => Math.max(-1, ...x.windows.map(({ until }) => until))),
		target: Float64Array.from(stops, (x) => x.target ?? NEVER),
		windows: stops.map((x) => x.windows),
		simple: Uint8Array.from(stops, (x) => (x.windows.length === 1 ? 1 : 0))
	};
}

/** What task `x` and vehicle `v` are to each other, in cell `x * m + v`. */
function cellsOf({ tasks, vehicles }: Given) {
	const m = vehicles.length;
	const cells = (of: (task: Task, v: number) => number) =>
		Float64Array.from({ length: tasks.length * m }, (_, i) => of(tasks[Math.floor(i / m)]!, i % m));
	return {
		may: cells((t, v) => ((t.may?.(v) ?? true) ? 1 : 0)),
		brings: cells((t, v) => t.brings?.(v) ?? 0),
		strange: cells((t, v) => t.strange?.(v) ?? 0),
		moved: cells((t, v) => t.moved?.(v) ?? 0)
	};
}

function partnersOf(pairs: readonly Pair[], nodes: number) {
	const partner = new Int32Array(nodes).fill(-1);
	const lag = new Float64Array(nodes);
	for (const { first, second, least, most } of pairs) {
		[partner[first], partner[second]] = [second, first];
		[lag[first], lag[second]] = [-most, least];
	}
	return { partner, lag };
}

/**
 * The same problem in flat arrays, as the search reads it. Node `x < n` is a task; `n + v` is where vehicle `v` sets out,
 * `n + m + v` where it ends. A task begins at least `lag` after its `partner` (-1 for none). Who is `near` whom, and how `far` from
 * the first start, is by the first mode.
 */
export function problemOf(given: Given) {
	const { tasks, vehicles, travel, pairs = [] } = given;
	const [n, m] = [tasks.length, vehicles.length];
	const flat = travel.map((rows) => Float64Array.from(rows.flat()));
	return {
		n,
		m,
		nodes: n + 2 * m,
		places: travel[0]!.length,
		...stopsOf(given),
		...cellsOf(given),
		...partnersOf(pairs, n + 2 * m),
		load: Float64Array.from(tasks, (t) => t.load ?? 0),
		weight: Float64Array.from(tasks, (t) => t.weight ?? 1),
		needs: Int32Array.from(tasks, (t) => t.needs ?? 0),
		fixed: Uint8Array.from(tasks, (t) => (t.fixed ? 1 : 0)),
		capacity: Float64Array.from(vehicles, (v) => v.capacity ?? NEVER),
		restFrom: Float64Array.from(vehicles, (v) => v.rest?.from ?? NEVER),
		restUntil: Float64Array.from(vehicles, (v) => v.rest?.until ?? NEVER),
		far: Float64Array.from(tasks, (t) => travel[0]![vehicles[0]?.from ?? t.place]![t.place]!),
		kind: kindsOf(tasks, vehicles),
		travel: vehicles.map(({ mode = 0 }) => flat[mode]!),
		near: tasks.map((t) => nearest(t, tasks, travel[0]!))
	};
}

export type Problem = ReturnType<typeof problemOf>;

/** Vehicles of one kind can stand for each other: of those that are still at home only one has to be tried. */
function kindsOf(tasks: readonly Task[], vehicles: readonly Vehicle[]): Int32Array {
	const seen = new Map<string, number>();
	return Int32Array.from(vehicles, (vehicle, v) => {
		const each = tasks.map((t) => [t.may?.(v), t.brings?.(v), t.strange?.(v), t.moved?.(v)].join());
		const kind = JSON.stringify([vehicle, each]);
		if (!seen.has(kind)) seen.set(kind, seen.size);
		return seen.get(kind)!;
	});
}

const nearest = (one: Task, tasks: readonly Task[], minutes: readonly (readonly number[])[]): Int32Array => {
	const far = (t: number): number => minutes[one.place]![tasks[t]!.place]!;
	return Int32Array.from(tasks.map((_, t) => t).toSorted((a, b) => far(a) - far(b) || a - b));
};

/** When a vehicle that leaves at `at` arrives after `minutes` on the road; it rests on the way. */
export function arrival(p: Problem, v: number, at: number, minutes: number): number {
	const from = p.restFrom[v]!;
	if (at + minutes <= from) return at + minutes;
	const until = p.restUntil[v]!;
	return at >= until ? at + minutes : until + minutes - Math.max(0, from - at);
}

/** The first moment from `at` on when `x` may be served by `v`: in a window, and not into the rest. Infinity for never. */
export function begin(p: Problem, v: number, x: number, at: number): number {
	const [service, from, until] = [p.service[x]!, p.restFrom[v]!, p.restUntil[v]!];
	if (p.simple[x]) {
		const start = Math.max(at, p.opens[x]!);
		const rested = start < until && start + service > from ? until : start;
		return rested <= p.due[x]! ? rested : NEVER;
	}
	for (const window of p.windows[x]!) {
		const start = Math.max(at, window.from);
		const rested = start < until && start + service > from ? until : start;
		if (rested <= window.until) return rested;
	}
	return NEVER;
}
