import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { turnWith } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { turnIn } from '#platform/sql-page.server.ts';
import { readIn } from '#platform/scope.server.ts';
import { HostingShown, RunShown } from './answers.ts';
import { handHere, heldRun, isCentres, shownRun } from './here.server.ts';
import { AddHand, AddTask, DropHand, HeldPage, OneHost, OneRun, OneTask, TaskDone } from './inputs.ts';
import { taskState, type Organisation } from './rules-hosts.ts';
import { getRun } from './runs.server.ts';
import {
	dropHand,
	dropHost,
	dropTask,
	findTask,
	insertHand,
	insertHost,
	insertTask,
	listHandsOf,
	heldBeyond,
	everyHeldOf,
	heldClassesOf,
	isHand,
	type HeldRow,
	listHosts,
	listTasks,
	setTask,
	signHost,
	type HandRow,
	type TaskRow
} from './sql-hosts.server.ts';
import { findRun, findRuns } from './sql.server.ts';

const Ok = v.object({ ok: v.literal(true) });
const ok = { ok: true } as const;

/** The class of this centre that goes on. Refuses another’s (`class-unknown`) and one that is dropped (`class-over`). */
async function ownRun(context: Context, run: string): Promise<RunShown> {
	const found = await getRun(context, run);
	if (!context.actor.centres.includes(found.centre)) throw new Refusal('class-unknown');
	if (found.dropped) throw new Refusal('class-over');
	return found;
}

const added = async (context: Context, run: string) => ({
	...{ run, centre: (await ownRun(context, run)).centre },
	...{ by: context.actor.id, at: context.now }
});

/** An organisation that holds the class together with the others; places are given once each has signed. */
export const addHost = command(
	{ name: 'classes.add-host', group: 'loop', input: OneHost, answer: Ok },
	async (context, { run, organisation }) => {
		const { count } = await insertHost(context.db, await added(context, run), organisation);
		if (count === 0) throw new Refusal('host-already');
		return { answer: ok, about: run, detail: { organisation } };
	}
);

/** It does not hold the class after all; refused once it has signed or sees to something (`host-stays`). */
export const endHost = command(
	{ name: 'classes.end-host', group: 'loop', input: OneHost, answer: Ok },
	async (context, { run, organisation }) => {
		await ownRun(context, run);
		if ((await dropHost(context.db, run, organisation)).count === 0) throw new Refusal('host-stays');
		return { answer: ok, about: run, detail: { organisation } };
	}
);

/** Whether whoever acts is there for an organisation: named so by somebody else, for nobody signs as the police by naming themselves. */
const isOf = async ({ db, actor }: Context, run: string, organisation: Organisation): Promise<boolean> =>
	(await listHandsOf(db, [run])).some(
		(hand) => hand.staffId === actor.id && hand.organisation === organisation && hand.namedBy !== actor.id
	);

/**
 * An organisation agrees to hold the class: by whoever is there for it, or on paper, which the centre writes down. Once. Refuses whoever is of
 * another organisation (`host-not-yours`).
 */
export const signHosting = command(
	{ name: 'classes.sign-host', byPerson: true, group: ['loop', 'co-hold'], input: OneHost, answer: Ok },
	async (context, { run, organisation }) => {
		const { db, actor, now } = context;
		const found = await heldRun(context, run);
		if (found.dropped) throw new Refusal('class-over');
		const own = await isOf(context, run, organisation);
		if (!own && !isCentres(actor, found)) throw new Refusal('host-not-yours');
		const { count } = await signHost(db, run, organisation, { by: actor.id, at: now, onPaper: !own });
		if (count === 0) throw new Refusal('host-signed');
		return { answer: ok, about: run, centre: found.centre, detail: { organisation, onPaper: !own } };
	}
);

/** Whoever helps or looks on in the class, or is there for its host. Refuses whoever is none of the commune’s (`trainer-unknown`). */
export const addHand = command(
	{ name: 'classes.add-hand', group: 'loop', input: AddHand, answer: Ok },
	async (context, { run, staff, part, organisation }) => {
		const row = await added(context, run);
		const { name } = await handHere(context, staff);
		const trainer = (await findRun(context.db, run, context.now))!.trainerId === staff;
		if (part === 'assessor' && trainer) throw new Refusal('assessor-trains');
		const { count } = await insertHand(context.db, row, { staffId: staff, name, part, organisation });
		if (count === 0) throw new Refusal('hand-already');
		return { answer: ok, about: run, detail: { staff, part, organisation } };
	}
);

/** Somebody helps in it no more; its roll is theirs no more. */
export const endHand = command(
	{ name: 'classes.end-hand', group: 'loop', input: DropHand, answer: Ok },
	async (context, { run, staff }) => {
		await ownRun(context, run);
		await dropHand(context.db, run, staff);
		return { answer: ok, about: run, detail: { staff } };
	}
);

/** What an organisation sees to, until a day. */
export const addTask = command(
	{ name: 'classes.add-task', group: 'loop', input: AddTask, answer: Ok },
	async (context, { id, run, organisation, what, due }) => {
		const row = await added(context, run);
		if (!(await listHosts(context.db, [run])).some((host) => host.organisation === organisation))
			throw new Refusal('host-unknown');
		await insertTask(context.db, row, { id, organisation, what, due });
		return { answer: ok, about: run, detail: { organisation, due } };
	}
);

/** A task of a class that whoever acts sees to. Refuses what is none (`task-unknown`). */
async function taskHere(context: Context, id: string): Promise<{ task: TaskRow; run: RunShown }> {
	const task = await findTask(context.db, id);
	if (!task) throw new Refusal('task-unknown');
	return { task, run: await heldRun(context, task.runId) };
}

/** It is done, or is not after all; by whoever is of that organisation, or by the centre. */
export const doTask = command(
	{ name: 'classes.do-task', byPerson: true, group: ['loop', 'co-hold'], input: TaskDone, answer: Ok },
	async (context, { task: id, done }) => {
		const { db, actor, now } = context;
		const { task, run } = await taskHere(context, id);
		const own = await isOf(context, run.id, task.organisation);
		if (!own && !isCentres(actor, run)) throw new Refusal('host-not-yours');
		await setTask(db, id, done ? { by: actor.id, at: now } : null);
		return { answer: ok, about: run.id, centre: run.centre, detail: { task: id, done } };
	}
);

/** It is not to be seen to after all; what is done stays (`task-done`). */
export const endTask = command(
	{ name: 'classes.end-task', group: 'loop', input: OneTask, answer: Ok },
	async (context, { task: id }) => {
		const { task } = await taskHere(context, id);
		await ownRun(context, task.runId);
		if ((await dropTask(context.db, id)).count === 0) throw new Refusal('task-done');
		return { answer: ok, about: task.runId };
	}
);

const shownHand = ({ staffId, name, part, organisation }: HandRow) => ({ staff: staffId, name, part, organisation });

/** How each of these classes is held together, in their order. */
async function hostingsOf({ db, actor, now }: Context, runs: readonly RunShown[]): Promise<HostingShown[]> {
	const ids = runs.map(({ id }) => id);
	const [allHosts, allHands, allTasks] = await Promise.all([
		listHosts(db, ids),
		listHandsOf(db, ids),
		listTasks(db, ids)
	]);
	const today = dayOf(now);
	const shownTask = ({ id, what, due, doneAt }: TaskRow) => ({
		...{ id, what, due },
		state: taskState({ due, done: doneAt !== null }, today)
	});
	return ids.map((run) => {
		const isIts = ({ runId }: { runId: string }): boolean => runId === run;
		const hosts = allHosts.filter(isIts);
		const hands = allHands.filter(isIts);
		const tasks = allTasks.filter(isIts);
		return {
			hosts: hosts.map(({ organisation, signedAt, onPaper }) => ({
				...{ organisation, signedAt, onPaper },
				mine: hands.some((hand) => hand.staffId === actor.id && hand.organisation === organisation),
				tasks: tasks.filter((task) => task.organisation === organisation).map(shownTask)
			})),
			hands: hands.map(shownHand)
		};
	});
}

/** Who holds a class together: what each sees to, who has signed, who helps. For its centre and whoever is named in it. */
export const hosting = query(
	{
		name: 'classes.hosting',
		group: ['loop', 'co-hold'],
		input: OneRun,
		answer: v.object({ run: RunShown, hosting: HostingShown }),
		look: 'names staff, and no resident'
	},
	async (context, { run }) => {
		const found = await heldRun(context, run);
		return { run: found, hosting: (await hostingsOf(context, [found]))[0]! };
	}
);

/** Classes on one page. */
const PAGE = 20;

/** The classes in which whoever acts stands, helps or looks on, or is there for a host: those with a lesson to come first. */
export const heldClasses = query(
	{
		name: 'classes.held',
		group: 'co-hold',
		input: HeldPage,
		answer: turnWith(v.object({ run: RunShown, hosting: HostingShown })),
		look: 'names staff, and no resident'
	},
	async (context, { page, after }) => {
		const { db, now } = context;
		const [, over, days, id] = /^(open|over)_(-?\d+)_(.*)$/.exec(after ?? '') ?? [];
		const from = id === undefined ? null : { id, over: over === 'over', days: Number(days) };
		const found = await turnIn<HeldRow>(db, (which) => heldClassesOf(db, which), {
			...{ page, beyond: from && heldBeyond(db, from), rows: PAGE, counted: everyHeldOf(db) },
			keyOf: (row) => `${row.over ? 'over' : 'open'}_${row.days}_${row.id}`
		});
		const ids = found.rows.map(({ id }) => id);
		const runs = (await findRuns(db, ids, now)).map(shownRun);
		const hostings = await hostingsOf(context, runs);
		return { ...found, rows: runs.map((run, n) => ({ run, hosting: hostings[n]! })) };
	}
);

/** Whether whoever acts is named in any class. */
export const isNamed = (context: Context): Promise<boolean> => readIn(context, isHand);
