import { m } from '#words';
import { findWord } from '#words/word.ts';
import { stillHeld } from '#capabilities/insights/rules-holds.ts';

type In = { locale?: 'vi' | 'en' | 'hi' };

/** Who tells people of a command is called after it (`notices.cases-hand-result`); where its room ends, its words say. */
const tellWords = (listener: string, language: In): string | null => {
	const parts = listener.replace(/^notices\./, '').split('-');
	const done = parts.flatMap(
		(_, n) => findWord(`${parts.slice(0, n).join('-')}.did-${parts.slice(n).join('-')}`, {}, language) ?? []
	);
	return listener.startsWith('notices.') && done[0] ? m['notices.job-tell']({ what: done[0] }, language) : null;
};

/** What a listener of the worker does, in the words of its room; one that is of no room today belongs to an older version. */
export const jobWords = (listener: string, language: In = {}): string =>
	findWord(listener.replace('.', '.job-'), {}, language) ??
	tellWords(listener, language) ??
	m['insights.job-other']({}, language);
export const choreWords = (chore: string): string =>
	(findWord((chore.includes('.') ? chore : `platform.${chore}`).replace('.', '.chore-')) ?? '') || chore;

type Task = {
	caseId: string;
	way: 'api' | 'by-hand';
	since: Date;
	tries: number;
	lastFault: string | null;
	procedure: string;
};
/** Cases that stand before the portal for one reason. `person`: the machine alone cannot free them. */
type Group = { fault: string; since: Date; tries: number; person: boolean; tasks: Task[] };

const PATIENCE_MS = 5 * 60_000;
const NEEDS_PERSON = new Set(['refused', 'wrong-code']);

/** What is stuck before the portal, by reason; what is filed by hand, or has only just been sent, is the day's work and no trouble. */
export function sortTasks(tasks: readonly Task[], now: Date): { groups: Group[]; byHand: number; underWay: number } {
	const machine = tasks.filter((task) => task.way === 'api');
	const stuck = machine.filter((task) => task.lastFault !== null || now.getTime() - task.since.getTime() > PATIENCE_MS);
	const groups = [...Map.groupBy(stuck, (task) => task.lastFault ?? 'none')].map(([fault, list]) => ({
		fault,
		since: list[0]!.since,
		tries: Math.max(...list.map((task) => task.tries)),
		person: NEEDS_PERSON.has(fault),
		tasks: list
	}));
	return {
		groups: groups.toSorted((a, b) => Number(b.person) - Number(a.person)),
		byHand: tasks.length - machine.length,
		underWay: machine.length - stuck.length
	};
}

type Held = { trouble: string; heldSince: Date };

/** Who has a thing that is stuck since then; what they held of an earlier time is over. */
export const heldOf = <H extends Held>(holds: readonly H[], key: string, since: Date): H | null =>
	holds.find((one) => one.trouble === key && stillHeld(one, since)) ?? null;
