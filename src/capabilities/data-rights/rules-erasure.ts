import type { Count, Kept } from './answers.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import type { Everything, Kept as KeptTable, Row } from '#kernel/kept.ts';

/** Statuses of the national exchange that end a file without a result to hand over: refused, withdrawn, returned. */
const ENDED = new Set([3, 7, 8, 10]);

/** The day on which a file ended; null while somebody still waits for it, or where it never left the desk. */
function endedOn(file: Row, all: Everything): string | null {
	const at = file['handed_over_at'] ?? lastStatus(file, all);
	return typeof at === 'string' ? dayOf(new Date(at)) : null;
}
const lastStatus = (file: Row, all: Everything): unknown =>
	ENDED.has(Number(file['status']))
		? (all['case_status'] ?? []).filter((one) => one['case_id'] === file['id']).at(-1)?.['outside_at']
		: null;

/** Files that have to stay readable: those that somebody still works on, and those inside the keeping time after their end. */
export function filesToKeep(all: Everything, keepDays: number, today: string): Kept[] {
	return (all['case_file'] ?? []).flatMap((file): Kept[] => {
		const stage = String(file['stage']);
		if (stage === 'draft' || stage === 'void') return [];
		const named = { what: 'file' as const, file: String(file['id']), procedure: String(file['procedure_code']) };
		const end = endedOn(file, all);
		if (end === null) return [{ ...named, because: 'in-progress', until: null }];
		const until = addDays(end, keepDays);
		return until >= today ? [{ ...named, because: 'within-period', until }] : [];
	});
}

const some = (all: Everything, ...tables: string[]): boolean => tables.some((table) => (all[table] ?? []).length > 0);

/** Everything that stays, files first: rows without a word of them, each with its reason. */
export function whatStays(all: Everything, keepDays: number, today: string): Kept[] {
	const row = (what: Kept['what'], because: Kept['because']): Kept => ({
		...{ what, file: null, procedure: null, because, until: null }
	});
	return [
		...filesToKeep(all, keepDays, today),
		...(some(all, 'payment', 'fee_line', 'bank_entry') ? [row('money', 'accounts')] : []),
		...(some(all, 'consent') ? [row('consents', 'proof-of-answers')] : []),
		...(some(all, 'look') ? [row('looks', 'sealed-chain')] : []),
		row('journal', 'sealed-chain'),
		...(some(all, 'need', 'encounter', 'assisted_session', 'readiness_triage') ? [row('figures', 'no-words')] : [])
	];
}

/** How many cells with words of theirs can still be read: a sealed one cannot once its key is destroyed. */
export const readable = (counts: Readonly<Record<string, Count>>, keyDestroyed: boolean): number =>
	Object.values(counts).reduce((sum, { words, sealed }) => sum + words - (keyDestroyed ? sealed : 0), 0);

/** Readable words in tables where no kept file explains them. Nothing once the erasure is proved. */
export const leftOver = (
	counts: Readonly<Record<string, Count>>,
	kept: Readonly<Record<string, KeptTable>>,
	keyDestroyed: boolean
): string[] =>
	Object.entries(counts)
		.filter(
			([table, { words, sealed }]) =>
				words - (keyDestroyed ? sealed : 0) > 0 && !(kept[table]?.withFiles && !keyDestroyed)
		)
		.map(([table]) => table);
