/** One line of what they read before they say yes: what it is called, the answer, and who typed it. */
type Line = { called: string; answer: string; by: string };

/** What fits into one line of each of the two columns, in letters, and how many lines and edges a sheet holds, on 1280 × 800 with the large letters of the second screen. */
const CALLED = 24;
const ANSWER = 34;
const ROOM = 8.6;
/** The edges of a row, in lines. */
const EDGES = 0.6;

const linesOf = ({ called, answer, by }: Line): number => {
	const beside = Math.ceil((answer.length + by.length * 0.8 + 4) / ANSWER);
	const below = Math.ceil(answer.length / ANSWER) + 1;
	return (
		EDGES +
		Math.max(Math.ceil(called.length / CALLED), by === '' ? Math.ceil(answer.length / ANSWER) : Math.min(beside, below))
	);
};

/**
 * What they confirm, on as many sheets as it takes: every line is seen before "Đúng rồi" or beside it, and nobody has to know
 * how to scroll. Answers the first line of each sheet; `last` is the room (lines) that the money takes beside the last.
 */
export function sheetsOf(lines: readonly Line[], last = 0): number[] {
	const starts = [0];
	let used = 0;
	lines.forEach((line, n) => {
		const takes = linesOf(line) + (n === lines.length - 1 ? last : 0);
		if (used > 0 && used + takes > ROOM) {
			starts.push(n);
			used = 0;
		}
		used += takes;
	});
	return starts;
}
