/** One line of what they read before they say yes: what it is called, below it the official name if that is another, the answer, and who typed it. */
type Line = { called: string; official?: string | null; answer: string; by: string };

/** What fits into one line of each of the two columns, in letters, and how many lines and edges a sheet holds, on 1280 × 800 with the large letters of the second screen. */
const CALLED = 24;
const ANSWER = 34;
const ROOM = 13.4;
/** The edges of a row, in lines. */
const EDGES = 0.73;

/** Official names are smaller: more letters in a line, and the line is lower. */
const OFFICIAL = 29;
const LOWER = 0.8;

const calledLines = ({ called, official }: Line): number =>
	Math.ceil(called.length / CALLED) +
	(official && official !== called ? Math.ceil(official.length / OFFICIAL) * LOWER : 0);

const linesOf = (line: Line): number => {
	const { answer, by } = line;
	const beside = Math.ceil((answer.length + by.length * 0.8 + 4) / ANSWER);
	const below = Math.ceil(answer.length / ANSWER) + 1;
	return EDGES + Math.max(calledLines(line), by === '' ? Math.ceil(answer.length / ANSWER) : Math.min(beside, below));
};

/** The first line of each sheet, where each holds so much. */
function filled(takes: readonly number[], room: number): number[] {
	const starts = [0];
	let used = 0;
	takes.forEach((size, n) => {
		if (used > 0 && used + size > room) {
			starts.push(n);
			used = 0;
		}
		used += size;
	});
	return starts;
}

/**
 * What they confirm, on as few sheets as it takes, each about as full as the others: every line is seen before "Đúng rồi" or
 * beside it, and nobody has to know how to scroll. Answers the first line of each sheet; `last` is the room (lines) that the
 * money takes beside the last.
 */
export function sheetsOf(lines: readonly Line[], last = 0): number[] {
	const takes = lines.map((line, n) => linesOf(line) + (n === lines.length - 1 ? last : 0));
	const fewest = filled(takes, ROOM).length;
	const even = takes.reduce((sum, size) => sum + size, 0) / fewest;
	for (let room = even; room < ROOM; room += 0.5) {
		const starts = filled(takes, room);
		if (starts.length === fewest) return starts;
	}
	return filled(takes, ROOM);
}
