import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { PersonBrief } from '#capabilities/residents/answers.ts';
import { findPeople, getPersonBrief } from '#capabilities/residents/people.server.ts';
import { heldRun } from './here.server.ts';
import { ReadPaper, SeatByPaper } from './inputs.ts';
import { linesOf, MOST_LINES, readings, readLine, type PaperLine } from './rules-paper.ts';
import { seat } from './seats.server.ts';
import { holdLearners } from './sql-hours.server.ts';
import { findSeatOf, holdRun } from './sql.server.ts';

const Row = v.object({
	/** As it was typed. */
	said: v.string(),
	reading: v.picklist(readings),
	people: v.array(PersonBrief),
	/** Whether whoever is meant has a place in the class already. */
	seated: v.boolean()
});
type Row = v.InferOutput<typeof Row>;

/**
 * Whom a line may mean, by the search of the register and what a search costs; null where the next one has to wait. All that the line says is looked
 * for first: what is found is cut, and of many of one name the right one would be cut off. Where nobody is all of it, the name alone.
 */
async function searched(context: Context, line: PaperLine): Promise<readonly PersonBrief[] | null> {
	const whole = [line.name, line.year, line.hamlet].filter((one) => one !== null).join(' ');
	try {
		const found = await findPeople(context, { words: whole, why: 'find-by-list' });
		if (found.length > 0 || whole === line.name) return found;
		return await findPeople(context, { words: line.name, why: 'find-by-list' });
	} catch (reason) {
		if (reason instanceof Refusal && reason.code === 'find-slower') return null;
		throw reason;
	}
}

/**
 * A sheet of names that was handed in, each line with whom of the register it means, or why that is not sure. Nothing is written but that they were
 * looked for. Refuses a sheet that is too long (`paper-long`).
 */
export const readPaper = query(
	{
		name: 'classes.read-paper',
		byPerson: true,
		group: 'loop',
		input: ReadPaper,
		answer: v.array(Row),
		look: 'each line is a search of the register, which is a look of everybody whom it shows'
	},
	async (context, { run, sheet }) => {
		await heldRun(context, run);
		const lines = linesOf(sheet);
		if (lines.length > MOST_LINES) throw new Refusal('paper-long', { most: String(MOST_LINES) });
		const rows: Row[] = [];
		for (const line of lines) {
			const found = rows.at(-1)?.reading === 'later' ? null : await searched(context, line);
			if (found === null) {
				rows.push({ said: line.said, reading: 'later', people: [], seated: false });
				continue;
			}
			const { reading, people } = readLine(line, found);
			const own = reading === 'one' ? await findSeatOf(context.db, run, people[0]!.id) : undefined;
			rows.push({ said: line.said, reading, people, seated: own !== undefined && own.state !== 'left' });
		}
		return rows;
	}
);

/** Who of those chosen sits elsewhere at the same hour is said by their place among them, and never by name. */
const whoOf = (n: number) => (reason: unknown) => {
	if (reason instanceof Refusal && reason.code === 'class-same-hour')
		throw new Refusal('paper-same-hour', { n: String(n + 1) });
	throw reason;
};

/** Places for those of a sheet, in the order in which they stand on it; whoever has one already keeps it. Everybody or nobody is written. */
export const seatByPaper = command(
	{
		name: 'classes.seat-by-paper',
		byPerson: true,
		group: 'loop',
		input: SeatByPaper,
		answer: v.object({ taken: v.number(), waiting: v.number(), already: v.number() })
	},
	async (context, { run, people }) => {
		const { centre } = await heldRun(context, run);
		await holdRun(context.db, run);
		await holdLearners(context.db, people);
		const done = { taken: 0, waiting: 0, already: 0 };
		const said: string[] = [];
		for (const [n, person] of [...new Set(people)].entries()) {
			await getPersonBrief(context, person);
			const own = await findSeatOf(context.db, run, person);
			if (own && own.state !== 'left') {
				done.already++;
				continue;
			}
			const asked = { id: crypto.randomUUID(), run, person, source: 'paper' as const };
			const { answer } = await seat(context, asked).catch(whoOf(n));
			done[answer.state === 'taken' ? 'taken' : 'waiting']++;
			said.push(`${person} ${answer.state}`);
		}
		return { answer: done, about: run, person: null, centre, detail: { ...done, said } };
	}
);
