import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { query } from '#platform/dispatch.server.ts';
import { Spoken } from '#capabilities/learning/frame-shape.ts';
import { findStatement, gateSigns } from '#capabilities/learning/frame.ts';
import { LessonShown } from './answers.ts';
import { templateOf } from './here.server.ts';
import { OneLesson } from './inputs.ts';
import { getRun } from './runs.server.ts';
import { findRun } from './sql.server.ts';

const Sheet = v.object({
	lesson: LessonShown,
	venue: v.string(),
	/** What they can say after it, and how it goes, step by step; a sign of the gate has none. */
	parts: v.array(v.object({ says: Spoken, steps: v.array(v.object({ says: Spoken, safe: v.boolean() })) }))
});

const partOf = (id: string): v.InferOutput<typeof Sheet>['parts'] => {
	const sign = gateSigns.find((one) => one.id === id);
	if (sign) return [{ says: sign.says, steps: [] }];
	const known = findStatement(id);
	return known ? [{ says: known.levels[1], steps: [...known.tasks[0].steps] }] : [];
};

/** What somebody takes home of a lesson: out of the frame itself, so that paper and assessor say the same. */
export const lessonSheet = query(
	{ name: 'classes.sheet', group: 'loop', input: OneLesson, answer: Sheet, look: 'holds no name' },
	async (context, { run, no }) => {
		const { lessons, venue } = await getRun(context, run);
		const lesson = lessons.find((one) => one.no === no);
		if (!lesson) throw new Refusal('class-unknown');
		const { template } = (await findRun(context.db, run, context.now))!;
		const about = templateOf(template).lessons[no - 1]?.statements ?? [];
		return { lesson, venue, parts: about.flatMap(partOf) };
	}
);
