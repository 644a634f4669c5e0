import { timeOf } from '#kernel/day.ts';
import type { Board } from './board.server.ts';

const EVERY_MS = 2000;
/** After this long without an answer the board says so instead of showing what may be untrue. */
const LOST_MS = 6000;
const FRESH_MS = 8000;

const keyOf = ({ called }: Board): string => (called ? `${called.number} ${called.calls} ${called.desk}` : '');

/** Follows the hall: asks every two seconds, tells what is newly called, and notices when nobody answers. */
export function follow(first: Board, onCall: (called: NonNullable<Board['called']>) => void) {
	let board = $state.raw(first);
	let lost = $state(false);
	let fresh = $state(false);
	let time = $state(first.time);
	let heard = 0;
	let calm: ReturnType<typeof setTimeout>;

	const take = (next: Board): void => {
		heard = performance.now();
		lost = false;
		const isNew = next.called !== null && keyOf(next) !== keyOf(board);
		board = next;
		time = next.time;
		if (!isNew) return;
		fresh = true;
		clearTimeout(calm);
		calm = setTimeout(() => (fresh = false), FRESH_MS);
		onCall(next.called!);
	};

	const ask = async (): Promise<void> => {
		const answer = await fetch('/bang-goi-so/trang-thai', { signal: AbortSignal.timeout(4000), cache: 'no-store' }).catch(() => null);
		if (answer?.status === 401) return location.reload();
		const next = answer?.ok ? await answer.json().catch(() => null) : null;
		if (next) return take(next as Board);
		if (performance.now() - heard < LOST_MS) return;
		lost = true;
		time = timeOf(new Date());
	};

	const start = (): (() => void) => {
		heard = performance.now();
		const timer = setInterval(() => void ask(), EVERY_MS);
		return () => clearInterval(timer);
	};

	return {
		start,
		get board() {
			return board;
		},
		get lost() {
			return lost;
		},
		get fresh() {
			return fresh;
		},
		get time() {
			return time;
		}
	};
}
