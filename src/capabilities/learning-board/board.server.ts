import { dayOf, addDays } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { may, query } from '#platform/dispatch.server.ts';
import { topicFrames } from '#capabilities/learning/frame.ts';
import { templates } from '#capabilities/classes/templates.ts';
import { Board, Counted } from './answers.ts';
import { BoardAsked, FigureAsked } from './inputs.ts';
import {
	figures,
	hideSmall,
	hoursEach,
	isTold,
	lightest,
	totalHides,
	wholeMonths,
	type Line,
	type ShownLine
} from './rules-board.ts';
import { familiesOf } from './scams.ts';
import { firstAndLast, listBalance } from './sql-beside.server.ts';
import { listCounted, listRuns, sumLines, type Of } from './sql.server.ts';

/** Which statements a class is about: those of its topic; of all where it is of none. */
const topics: Of['topics'] = templates.map(({ id, topic }) => ({
	template: id,
	topics: topicFrames.filter((frame) => topic === null || frame.topic === topic).map((frame) => frame.id)
}));

const ofAsked = ({ actor, now }: Context, { from, to }: { from: string; to: string }): Of => ({
	...{ centres: actor.centres, from, to, topics },
	today: dayOf(now)
});

/** Half a year: whoever taught then was asked often enough. */
const BALANCE_DAYS = 180;
const PAGE = 50;

const without = ({ key: _, hours, ...counts }: ShownLine) => ({
	...counts,
	each: hoursEach({ hours, lasting: counts.lasting })
});

/** The sum as it may be read: a figure that would give the one hidden line away is not told. */
function totalOf(sum: Line, lines: readonly Line[], opens: boolean) {
	const hides = opens ? new Set() : totalHides(sum, lines);
	const counts = Object.fromEntries(figures.map((figure) => [figure, hides.has(figure) ? null : sum[figure]]));
	return without({ key: '', hours: sum.hours ?? 0, ...counts } as ShownLine);
}

/** Whom a figure of the board counts, page by page, for whoever may know them. */
export const learnersCounted = query(
	{
		name: 'learning-board.counted',
		group: 'know-people',
		input: FigureAsked,
		answer: Counted,
		look: ({ rows }) => ({
			person: rows.map(({ person }) => person),
			...{ what: 'list', purpose: 'learning-board', repeats: true }
		})
	},
	async (context, asked) => {
		const { by, key, figure, page } = asked;
		const found = await listCounted(context.db, ofAsked(context, asked), {
			...{ by, key, figure },
			...{ rows: PAGE, from: page * PAGE }
		});
		const whole = found[0]?.whole ?? 0;
		const rows = found.map(({ whole: _, ...row }) => row);
		return { whole, figure, rows, more: Math.max(0, whole - page * PAGE - rows.length) };
	}
);

/** Who came, who learned it and who still does it, by class, hamlet, organisation or age, with what it cost; what practice shows, and who carried how much. */
export const learningBoard = query(
	{
		name: 'learning-board.board',
		group: 'figures',
		input: BoardAsked,
		answer: Board,
		look: 'holds no name; small figures are hidden from whoever may not know whom they count'
	},
	async (context, asked) => {
		const { db, actor, now } = context;
		const [of, today] = [ofAsked(context, asked), dayOf(now)];
		const opens = may(actor, learnersCounted);
		const [{ lines, sum }, runs, practised, balance] = await Promise.all([
			sumLines(db, of, asked.by),
			listRuns(db, of),
			firstAndLast(db, actor.centres, opens ? asked : wholeMonths(asked)),
			listBalance(db, actor.centres, addDays(today, -BALANCE_DAYS), today)
		]);
		const classOf = new Map(runs.map(({ id, first, ...run }) => [id, { ...run, from: first }]));
		const shown: readonly ShownLine[] = opens ? lines : hideSmall(lines);
		return {
			...{ by: asked.by, classes: runs.length, once: opens || isTold(sum.once) ? sum.once : null, opens },
			lines: shown.map((line) => {
				const run = classOf.get(line.key);
				const of = run && { template: run.template, venue: run.venue, from: run.from, hosts: run.hosts };
				return { ...without(line), key: line.key, class: of ?? null };
			}),
			total: totalOf(sum, lines, opens),
			scams: opens || isTold(practised.people) ? familiesOf(practised.told) : [],
			...{ balance: [...balance], lightest: lightest(balance)?.organisation ?? null }
		};
	}
);
