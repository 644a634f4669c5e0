import { timeOf } from '#kernel/day.ts';
import type { Board } from './board.server.ts';
import { paths } from '#web/paths.ts';

const EVERY_MS = 2000;
/** After this long without an answer the board says so instead of showing what may be untrue. */
const LOST_MS = 6000;
const FRESH_MS = 8000;

const keyOf = ({ called }: Board): string => (called ? `${called.number} ${called.calls} ${called.desk}` : '');

/** The board of this moment; null when nobody answered in time. A screen that is no longer paired begins anew. */
async function askBoard(): Promise<Board | null> {
	const answer = await fetch(paths.machines.displayNow, { signal: AbortSignal.timeout(4000), cache: 'no-store' }).catch(
		() => null
	);
	if (answer?.status === 401) location.reload();
	return answer?.ok ? ((await answer.json().catch(() => null)) as Board | null) : null;
}

/** Follows the hall: asks every two seconds, tells what is newly called, and notices when nobody answers. */
export function follow(first: Board, onCall: (called: NonNullable<Board['called']>) => void) {
	const now = $state({ board: first, lost: false, fresh: false, time: first.time });
	let heard = 0;
	let calm: ReturnType<typeof setTimeout>;

	const take = (next: Board): void => {
		const isNew = next.called !== null && keyOf(next) !== keyOf(now.board);
		heard = performance.now();
		Object.assign(now, { board: next, lost: false, time: next.time });
		if (!isNew) return;
		now.fresh = true;
		clearTimeout(calm);
		calm = setTimeout(() => (now.fresh = false), FRESH_MS);
		onCall(next.called!);
	};

	const ask = async (): Promise<void> => {
		const next = await askBoard();
		if (next) take(next);
		else if (performance.now() - heard >= LOST_MS) Object.assign(now, { lost: true, time: timeOf(new Date()) });
	};

	/** Begins to ask; answers how to stop. */
	const start = (): (() => void) => {
		heard = performance.now();
		const timer = setInterval(() => void ask(), EVERY_MS);
		return () => clearInterval(timer);
	};
	return { now, start };
}
