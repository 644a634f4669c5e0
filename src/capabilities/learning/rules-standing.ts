import { dayOf } from '#kernel/day.ts';
import { faces, type Face, type Level, type Standing } from './answers.ts';
import type { Form } from './frame-shape.ts';

/** One row of what is known of somebody and one statement; `item` is a form, an item or a face, by its kind. */
export type Evidence = {
	kind: 'task' | 'judged' | 'felt';
	item: string;
	level: Level | null;
	correct: boolean | null;
	at: Date;
};
/** What a card at a door showed of it, or that a guide saw it done alone: no more than that it is done with somebody near. */
export type Shown = { at: Date; done: boolean };

type Asked = {
	critical: boolean;
	/** Its items, and whether each is what it seems; none where a commune has written none. */
	items: ReadonlyMap<string, boolean>;
};

const TASK = 0.6;
const JUDGED = 0.4;
/** Together at least this much: the bar of the certificates. */
const ALONE = 0.85;
/** Of each kind at least half. */
const EACH = 0.5;
/** So many judgements are none yet. */
const FEWEST = 2;

const latest = <T extends { at: Date }>(rows: readonly T[]): T | undefined =>
	rows.reduce<T | undefined>((last, row) => (last && last.at > row.at ? last : row), undefined);

/**
 * The answer to each item that counts: the first of the last day on which it was heard. What is pressed again after the answer was read says
 * nothing.
 */
function lastAnswers(evidence: readonly Evidence[]): ReadonlyMap<string, Evidence> {
	const counted = new Map<string, { day: string; row: Evidence }>();
	const judged = evidence.filter(({ kind }) => kind === 'judged').toSorted((a, b) => a.at.getTime() - b.at.getTime());
	for (const row of judged) {
		const day = dayOf(row.at);
		if (counted.get(row.item)?.day !== day) counted.set(row.item, { day, row });
	}
	return new Map([...counted].map(([item, { row }]) => [item, row]));
}

const lastOf = (evidence: readonly Evidence[], of: Evidence['kind']): Evidence | undefined =>
	latest(evidence.filter(({ kind }) => kind === of));

/** Of evidence by time, the rows that a level is made of: whoever reads on from them comes to the same level as from all. */
export const whatCounts = (evidence: readonly Evidence[]): Evidence[] =>
	[lastOf(evidence, 'task'), lastOf(evidence, 'felt'), ...lastAnswers(evidence).values()].filter(
		(row) => row !== undefined
	);

function countsOf(answers: ReadonlyMap<string, Evidence>, items: Asked['items']): Standing['judged'] {
	const of = (genuine: boolean) => {
		const asked = [...answers].filter(([item]) => items.get(item) === genuine);
		return { right: asked.filter(([, { correct }]) => correct === true).length, of: asked.length };
	};
	return { seenThrough: of(false), trusted: of(true) };
}

/**
 * Whether what was judged allows that they do it alone: of a critical statement each answer has to be right, and whoever calls everything a
 * scam, or nothing, does not judge. Null while of one kind nothing was heard yet.
 */
function judgesAlone({ seenThrough, trusted }: Standing['judged'], { critical, items }: Asked): boolean | null {
	if (items.size === 0) return true;
	const kinds = [seenThrough, trusted].filter((_, n) => [...items.values()].includes(n === 1));
	const [right, of] = [seenThrough.right + trusted.right, seenThrough.of + trusted.of];
	if (kinds.some((kind) => kind.of === 0) || of < Math.min(FEWEST, items.size)) return null;
	if (critical) return right === of;
	return kinds.every((kind) => kind.right / kind.of >= EACH) && TASK + JUDGED * (right / of) >= ALONE;
}

/**
 * What somebody can do, by what was seen last: never by how it feels to them, and never by an average where it protects them.
 * | last task | judged                    | level |
 * | none      | —                         | none, or 1 where a door or a guide saw it done |
 * | 0, 1      | —                         | the same |
 * | 2, 3      | too little yet, or not so | 1     |
 * | 2, 3      | at least 0.85 together    | the same |
 */
function levelOf(task: Level | null, alone: boolean | null, shown: Shown | undefined): Level | null {
	if (task === null) return shown?.done ? 1 : null;
	return task < 2 || alone === true ? task : 1;
}

function lacksOf(task: Level | null, alone: boolean | null): Standing['lacks'] {
	const seen = task !== null && task >= 2;
	if (seen && alone === true) return null;
	if (!seen && alone !== true) return 'both';
	return seen ? 'judged' : 'task';
}

/** How sure somebody is whose face says good or great: as of level two. */
const SURE = faces.indexOf('good');

export function standingOf(asked: Asked, evidence: readonly Evidence[], shown: readonly Shown[] = []): Standing {
	const task = lastOf(evidence, 'task')?.level ?? null;
	const felt = (lastOf(evidence, 'felt')?.item ?? null) as Face | null;
	const judged = countsOf(lastAnswers(evidence), asked.items);
	const alone = judgesAlone(judged, asked);
	const level = levelOf(task, alone, latest(shown));
	const seenAt = [...evidence.filter(({ kind }) => kind !== 'felt'), ...shown];
	return {
		...{ level, task, judged, felt },
		sure: felt !== null && faces.indexOf(felt) >= SURE && level !== null && level < 2,
		lacks: lacksOf(task, alone),
		last: latest(seenAt)?.at ?? null
	};
}

/** The form that somebody meets next: the other of the last, so that nobody is asked the same twice. */
export const nextForm = (evidence: readonly Evidence[]): Form => formAfter(lastOf(evidence, 'task')?.item ?? null);

/** The same where only the form of the last look is known. */
export const formAfter = (last: string | null): Form => (last === 'A' ? 'B' : 'A');

/** The item that is heard next: one never heard before one heard, then the one heard longest ago, and never the same twice on one day. */
export function nextItem(items: readonly string[], evidence: readonly Evidence[], since: Date): string | null {
	const heard = new Map<string, Date>();
	for (const { kind, item, at } of evidence)
		if (kind === 'judged' && !((heard.get(item) ?? at) > at)) heard.set(item, at);
	const left = items.filter((item) => !((heard.get(item) ?? new Date(0)) >= since));
	return left.toSorted((a, b) => (heard.get(a)?.getTime() ?? 0) - (heard.get(b)?.getTime() ?? 0))[0] ?? null;
}
