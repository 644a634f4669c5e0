import * as v from 'valibot';
import { system } from '#kernel/actor.ts';
import { addDays, dayOf, instantOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, query, only } from '#platform/dispatch.server.ts';
import { log } from '#platform/log.server.ts';
import { allClearings, type ClearingOf } from '#platform/retention.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Chore, ChoreBase } from '#platform/worker.server.ts';
import { proveErasure } from './erase.server.ts';
import { KEEP_FILES, own, periodOf, type PeriodSet } from './rules-periods.ts';
import { type Period, RetentionLine } from './answers.ts';
import { listOpenErasures } from './sql-erasure.server.ts';
import { listPeriods, putPeriod } from './sql-requests.server.ts';
import { insertRun, listLastRuns } from './sql-retention.server.ts';

/** How many days a clearing keeps, for the whole house; null: for ever. */
const keptFor = ({ rule, days }: Pick<ClearingOf, 'rule' | 'days'>, set: readonly PeriodSet[]): number | null =>
	set.find((one) => one.name === rule && one.centreId === null)?.days ?? days;

/** The key of the words for a keeping time: its room has them, and for files this one. */
export const titleOfKeeping = (name: string): string =>
	`${allClearings().find(({ rule }) => rule === name)?.room ?? 'data-rights'}.period-${name}`;

/** What the house may set a keeping time for: files, and what its rooms clear. */
export const keepingNames = (): string[] => [...allClearings().map(({ rule }) => rule), KEEP_FILES];

/** How many days it is kept at the least, whatever the house would set. */
export const leastDays = (name: string): number => allClearings().find(({ rule }) => rule === name)?.least ?? 1;

/** Every keeping time of the house; what is kept for ever has none. */
export const keepingTimes = (set: readonly PeriodSet[]): Period[] => [
	...allClearings().flatMap((one) => {
		const days = keptFor(one, set);
		return days === null ? [] : [own(one.rule, days)];
	}),
	periodOf(KEEP_FILES, set, null)
];

const Rule = v.pipe(v.string(), v.regex(/^keep-[a-z-]+$/));

/** Clears what one rule keeps no longer, and leaves a row that says how much it was. */
export const clearOut = command(
	{
		name: 'data-rights.clear-out',
		formerly: 'privacy.clear-out',
		group: 'house',
		input: v.object({ rule: Rule }),
		answer: v.object({ cleared: v.number() }),
		// Months of looks are hashed before they go.
		milliseconds: 600_000
	},
	async ({ db, keys, now, request }, { rule }) => {
		const clearing = allClearings().find((one) => one.rule === rule);
		if (!clearing) throw new Refusal('rule-unknown');
		const days = keptFor(clearing, await listPeriods(db, null));
		if (days === null) return { answer: { cleared: 0 }, person: null, detail: { rule, days, cleared: 0 } };
		const before = instantOf(addDays(dayOf(now), -days));
		const { cleared, ...told } =
			'letGo' in clearing
				? await clearing.letGo(db, before, { keys, now, request, days })
				: { cleared: await clearing.clear(db, before) };
		await insertRun(db, { id: request, rule, days, cleared, at: now });
		return { answer: { cleared }, person: null, detail: { rule, days, cleared, ...told } };
	}
);

/** How long the whole house keeps something: for whoever runs it, because it holds for every centre. */
export const setHousePeriod = command(
	{
		name: 'data-rights.set-house-period',
		formerly: 'privacy.set-house-period',
		group: 'house',
		input: v.object({ name: Rule, days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(36_500)) }),
		answer: v.object({ days: v.number() })
	},
	async ({ db, actor, now }, { name, days }) => {
		if (!keepingNames().includes(name)) throw new Refusal('rule-unknown');
		if (days < leastDays(name)) throw new Refusal('period-too-short');
		await putPeriod(db, { centre: null, name, days, by: actor.id, at: now });
		return { answer: { days }, person: null, detail: { name, days } };
	}
);

const may = only(clearOut, proveErasure);

/** Each night, once a day for each rule and erasure: the request is the day, so that a restart does not run them twice. */
export const retentionAtNight: Chore = {
	name: 'data-rights.retention',
	everySeconds: 3600,
	holds: true,
	run: async (base) => {
		for (const { rule } of allClearings())
			await nightly(base, rule, null, [], (context) => clearOut(context, { rule }));
		const open = await inScope(base.db, system('retention', may), '', (db) => listOpenErasures(db));
		for (const { id, person, centre } of open)
			await nightly(base, id, person, [centre], (context) => proveErasure(context, { erasure: id }));
	}
};

type Run = (context: Parameters<typeof clearOut>[0]) => Promise<unknown>;

/** One rule that cannot run stops no other; it is tried again within the hour. */
async function nightly({ clock, ...base }: ChoreBase, name: string, row: string | null, centres: number[], run: Run) {
	const now = clock();
	const actor = { ...system('retention', may, row, centres), subject: row };
	await run({ ...base, actor, now, request: requestFor('retention', 0, `${dayOf(now)} ${name}`) }).catch(
		(fault: unknown) => log.error({ rule: name, fault: String(fault) }, 'retention')
	);
}

/** Every rule with how long it keeps, what it does, and what it cleared when it last ran. */
export const retention = query(
	{
		name: 'data-rights.retention',
		formerly: 'privacy.retention',
		group: 'watch-data',
		input: Nothing,
		answer: v.array(RetentionLine),
		look: 'holds no name'
	},
	async ({ db }): Promise<RetentionLine[]> => {
		const [set, runs] = [await listPeriods(db, null), await listLastRuns(db)];
		return allClearings().map((one) => ({
			...{ rule: one.rule, does: one.does, title: titleOfKeeping(one.rule), days: keptFor(one, set) },
			last: runs.find((run) => run.rule === one.rule) ?? null
		}));
	}
);
