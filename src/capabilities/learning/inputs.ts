import * as v from 'valibot';
import { day, whole } from '#kernel/shapes.ts';
import { topics } from '#capabilities/assistance/topics.ts';
import { faces, levels, seen } from './answers.ts';
import { forms } from './frame-shape.ts';

const id = v.pipe(v.string(), v.uuid());
/** A statement of the frame, or one of the commune. */
const statement = v.pipe(v.string(), v.regex(/^(T[1-5]\.[1-9]|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99));

export const ObserveTask = v.object({
	id,
	statement,
	form: v.picklist(forms),
	steps: v.pipe(v.array(v.picklist(seen)), v.minLength(2), v.maxLength(6)),
	hints: count,
	points: count,
	doings: count,
	level: v.picklist(levels, 'learning-level')
});
export const JudgeItem = v.object({
	id,
	item: v.pipe(v.string(), v.regex(/^T[1-5]\.[1-9]-[AB][1-9]$/)),
	choice: v.picklist(['a', 'b', 'c'], 'learning-choice')
});
export const SayFelt = v.object({ id, statement, face: v.picklist(faces, 'learning-face') });
/** Before which day, and at which centre. */
export const CountItems = v.object({ centre: whole, day });
export const OneEvidence = v.object({ evidence: id });
export const OneStatement = v.object({ statement });

const sentence = (most: number) =>
	v.pipe(v.string(), v.trim(), v.nonEmpty('learning-sentence'), v.maxLength(most, 'learning-long'));
/** At most twenty words, as every sentence of the frame. */
const level = v.pipe(
	sentence(160),
	v.check((said) => said.split(/\s+/).length <= 20, 'learning-long')
);
export const AddStatement = v.object({
	id,
	topic: v.picklist(topics),
	critical: v.boolean(),
	levels: v.tuple([level, level, level]),
	asks: sentence(400),
	trouble: sentence(400),
	steps: v.pipe(
		v.array(v.object({ says: sentence(120), safe: v.boolean() })),
		v.minLength(2, 'learning-steps'),
		v.maxLength(6, 'learning-steps')
	)
});
