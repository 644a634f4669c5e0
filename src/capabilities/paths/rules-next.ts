import type { Topic } from '#capabilities/assistance/topics.ts';
import type { Level } from '#capabilities/learning/answers.ts';

/** How somebody stands with one statement, as far as their path asks. */
export type Stands = {
	id: string;
	topic: Topic;
	critical: boolean;
	/** What has to be shown before: signs of the gate, or statements. */
	requires: readonly string[];
	level: Level | null;
	/** It was tried and did not stand: helped at the last look, or something that was judged otherwise than it is. */
	failed: boolean;
	/** The day on which it is to be practised again; null while they do not do it alone. */
	dueOn: string | null;
};
export type Goal = { topic: Topic | null; statement: string | null };
export type Path = {
	/** In the order of the frame. */
	statements: readonly Stands[];
	/** Signs of the gate that they have. */
	signs: ReadonlySet<string>;
	goal: Goal | null;
	/** The day on which scams are practised again; null before the first set. */
	practiceOn: string | null;
	today: string;
};

export const whys = [
	...(['safety', 'refresh-safety', 'before', 'goal', 'refresh', 'go-on'] as const),
	...(['sign', 'practice', 'choose', 'nothing'] as const)
] as const;
export type Why = (typeof whys)[number];
/** One step, or that there is nothing more. `of` is a statement or a sign, where it is one. */
export type Next = { why: Why; of: string | null };

const ALONE = 2;
const isAlone = ({ level }: Pick<Stands, 'level'>): boolean => level !== null && level >= ALONE;
/** What comes before is there once it was done with somebody near; what protects, once it is done alone. */
const isThere = ({ level, critical }: Stands): boolean => level !== null && level >= (critical ? ALONE : 1);
const isSign = (id: string): boolean => id.startsWith('T0.');

/** A sign is there where it was said, or where something that needs it was done already. */
const hasSign = ({ signs, statements }: Path, sign: string): boolean =>
	signs.has(sign) || statements.some(({ requires, level }) => requires.includes(sign) && level !== null && level >= 1);

/** All that is missing before a statement, what comes first before what rests on it. What is there is not looked behind. */
function missing(path: Path, { requires }: Pick<Stands, 'requires'>): string[] {
	const found = requires.flatMap((id) => {
		if (isSign(id)) return hasSign(path, id) ? [] : [id];
		const before = path.statements.find((one) => one.id === id);
		return before && !isThere(before) ? [...missing(path, before), id] : [];
	});
	return [...new Set(found)];
}

/** The statement, or the first thing that is missing before it. */
function towards(path: Path, one: Stands, why: 'goal' | 'go-on'): Next {
	const first = missing(path, one)[0];
	if (first === undefined) return { why, of: one.id };
	return { why: isSign(first) ? 'sign' : 'before', of: first };
}

/** What is begun before what is not; of those alike the one with less before it; then the order of the frame. */
const easiest = (path: Path, all: readonly Stands[]): Stands | undefined =>
	all
		.map((one) => ({ one, level: one.level ?? -1, before: missing(path, one).length }))
		.toSorted((a, b) => b.level - a.level || a.before - b.before)[0]?.one;

const wanted = ({ statements, goal }: Path): Stands[] =>
	goal === null
		? []
		: statements.filter((one) => (goal.statement === null ? one.topic === goal.topic : one.id === goal.statement));

const open = (all: readonly Stands[]): Stands[] => all.filter((one) => !isAlone(one));

/** What was due first; on one day the order of the frame. */
const due = ({ statements, today }: Path, critical: boolean): Stands | undefined =>
	statements
		.filter((one) => one.critical === critical && one.dueOn !== null && one.dueOn <= today)
		.toSorted((a, b) => (a.dueOn! < b.dueOn! ? -1 : Number(a.dueOn! > b.dueOn!)))[0];

const begun = ({ statements }: Path): Stands[] => {
	const topics = new Set(statements.filter(({ level }) => level !== null && level >= 1).map(({ topic }) => topic));
	return open(statements.filter(({ topic }) => topics.has(topic)));
};

/**
 * What comes next on somebody's path: always one thing, the first of these that there is.
 * | what                                                            | why                     |
 * | something that protects was tried and did not stand             | `safety`                |
 * | something that protects is to be practised again                | `refresh-safety`        |
 * | what they want needs something before it                        | `sign`, `before`        |
 * | what they want                                                  | `goal`                  |
 * | something else is to be practised again                         | `refresh`               |
 * | scams are to be practised again                                 | `practice`              |
 * | a topic is begun: the easiest of it, or what comes before that  | `go-on`, `sign`, `before` |
 * | something is left                                               | `choose`                |
 * | nothing is left                                                 | `nothing`               |
 */
export function nextStep(path: Path): Next {
	const { statements, practiceOn, today } = path;
	const failed = statements.find((one) => one.critical && one.failed && !isAlone(one));
	if (failed) return { why: 'safety', of: failed.id };
	const safety = due(path, true);
	if (safety) return { why: 'refresh-safety', of: safety.id };
	const goal = easiest(path, open(wanted(path)));
	if (goal) return towards(path, goal, 'goal');
	const other = due(path, false);
	if (other) return { why: 'refresh', of: other.id };
	if (practiceOn !== null && practiceOn <= today) return { why: 'practice', of: null };
	const on = easiest(path, begun(path));
	if (on) return towards(path, on, 'go-on');
	return { why: open(statements).length > 0 ? 'choose' : 'nothing', of: null };
}
