import { end } from '#capabilities/assistance/end.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { openRun, planRun } from '#capabilities/classes/runs.server.ts';
import { findJudgement, judgements, topicFrames } from '#capabilities/learning/frame.ts';
import { judgeItem } from '#capabilities/learning/judge.server.ts';
import { observeTask } from '#capabilities/learning/observe.server.ts';
import { statementBeside } from '#capabilities/learning/skills.server.ts';
import type { Actor } from '#kernel/actor.ts';
import type { Scene } from './scene.ts';

const id = (): string => crypto.randomUUID();

/** Somebody of the staff who truly sits beside somebody, `minutes` after the scene began. */
export async function sitBeside(s: Scene, person: string, who: Actor, minutes = 0): Promise<Actor> {
	const session = id();
	await start(s.as(who, minutes), { id: session, person, ticket: null });
	return { ...who, session, subject: person, authority: 'present' };
}
export const getUp = (s: Scene, sits: Actor, minutes: number) =>
	end(s.as(sits, minutes), { session: sits.session!, reason: 'done' });

/** One task of a statement is looked on at: all by themselves, or not. */
export async function lookOn(
	s: Scene,
	sits: Actor,
	statement: string,
	minutes: number,
	level: 0 | 2 = 2
): Promise<void> {
	const { next } = await statementBeside(s.as(sits, minutes), { statement });
	await observeTask(s.as(sits, minutes), {
		...{ id: id(), statement, form: next.form, hints: 0, points: 0, doings: 0, level },
		steps: next.steps.map(() => (level === 2 ? ('self' as const) : ('not' as const)))
	});
}

/** Every item of a statement is judged as it is, or as it is not. */
export async function judgeAll(s: Scene, who: Actor, statement: string, minutes: number, right = true): Promise<void> {
	for (const { id: item } of judgements.filter((one) => one.id.startsWith(`${statement}-`))) {
		const { right: truth, choices } = findJudgement(item)!;
		const choice = right ? truth : choices.find((one) => one.id !== truth)!.id;
		await judgeItem(s.as(who, minutes), { id: id(), item, choice });
	}
}

export const statementsOf = (topic: string): string[] =>
	topicFrames.find((one) => one.topic === topic)!.statements.map((one) => one.id);

/** Somebody does all of a topic alone, but for some statements, and whoever sits there looks on. */
export async function showTopic(
	s: Scene,
	sits: Actor,
	{ topic, but = [], minutes = 1 }: { topic: string; but?: readonly string[]; minutes?: number }
): Promise<void> {
	for (const statement of statementsOf(topic).filter((one) => !but.includes(one))) {
		await lookOn(s, sits, statement, minutes);
		await judgeAll(s, sits, statement, minutes);
	}
}

/** A class of a topic at the centre, taught by somebody: six lessons from 22 July. */
export async function openClass(s: Scene, template: string, trainer: string): Promise<string> {
	const asks = {
		...{ template, hamlet: null, venue: 'Nhà văn hoá Cầu Mưa', trainer, from: '2026-07-22' },
		...{ weekdays: [3, 5], perWeek: 2, starts: '14:00', minutes: 90 }
	};
	const { days } = await planRun(s.as(s.lua), asks);
	const run = id();
	await openRun(s.as(s.lua), {
		...{ id: run, ...asks, capacity: 4, helpers: 1, stepFree: true, power: true, seen: days }
	});
	return run;
}
