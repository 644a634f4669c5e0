import type { Db, Last, Pool } from './db.server.ts';
import { tellLine } from './sql-line.server.ts';

// Two screens of one sitting hear of each other: by NOTIFY from the transaction that changed something to every process, and there to
// every page that is open.

/** `changed`: look again; `typing`: somebody types at this side, and nothing of what. */
export type Told = 'changed' | 'typing-desk' | 'typing-screen';
type Hears = (what: Told) => void;

const open = new Map<string, Set<Hears>>();
let listening: Promise<unknown> | null = null;

function heard(payload: string): void {
	const [what, ...about] = payload.split(' ');
	// A page that has asked by two ids is told once.
	for (const hears of new Set(about.flatMap((one) => [...(open.get(one) ?? [])]))) hears(what as Told);
}

/** From now on a page hears of these ids; answers how it stops. */
export function hearLine(db: Pool, about: readonly string[], hears: Hears): () => void {
	listening ??= db.listen('line', heard).catch(() => (listening = null));
	for (const one of about) open.set(one, (open.get(one) ?? new Set()).add(hears));
	return () => {
		for (const one of about) {
			open.get(one)?.delete(hears);
			if (open.get(one)?.size === 0) open.delete(one);
		}
	};
}

/** Who has a file open without a session, on a telephone of their own. What phones of the staff bring and what the house does by itself is on no line. */
const ALONE: ReadonlySet<string> = new Set(['resident', 'slip', 'public']);

/** The statement by which a command that was of a session or a file is told to whoever shows it, and to the screen of that desk, where a session begins. */
export function tellOf(
	sql: Db,
	{ actorKind, sessionId, about }: { actorKind: string; sessionId: string | null; about: string | null },
	desk: string | null
): Last[] {
	const sits = sessionId !== null && actorKind !== 'phone' && actorKind !== 'system';
	const ids = sits || ALONE.has(actorKind) ? [sessionId, about, desk].filter((one) => one !== null) : [];
	return ids.length > 0 ? [tellLine(sql, 'changed', ids)] : [];
}
