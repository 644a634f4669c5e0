import * as v from 'valibot';
import { needKinds } from '#capabilities/assistance/need.ts';
import { topics } from '#capabilities/assistance/topics.ts';
import { hands, readRowNumber } from './rules-keying.ts';

// Forms of this room that look otherwise than what their commands take.

/** Who carries it and where: one choice. */
export const choiceOf = (area: string, walker: string): string => `${area}|${walker}`;
export const PrintForm = v.pipe(
	v.object({ whom: v.string() }),
	v.transform(({ whom }) => {
		const [area = '', walker = ''] = whom.split('|');
		return { area, walker };
	})
);

/** The two numbers that are printed below the code of a row. */
export const NumbersForm = v.pipe(
	v.object({
		numbers: v.pipe(
			v.string(),
			v.check((typed) => readRowNumber(typed) !== null, 'walk-number')
		)
	}),
	v.transform(({ numbers }) => readRowNumber(numbers)!)
);

const orNull = v.pipe(
	v.string(),
	v.transform((typed) => typed || null)
);

/** What somebody was shown: a box of the paper as one choice; the empty one is an empty box. */
export const boxOf = (person: string, topic: string, how: string): string => `${person}|${topic}|${how}`;
const Box = v.pipe(
	v.string(),
	v.transform((box) => {
		const [person = '', topic = '', how = ''] = box.split('|');
		return { person, topic, how };
	}),
	v.object({ person: v.string(), topic: v.picklist(topics), how: v.picklist(['', ...hands]) })
);
type Boxed = v.InferOutput<typeof Box>;
const isFilled = (box: Boxed): box is Boxed & { how: Exclude<Boxed['how'], ''> } => box.how !== '';

/** A row as it is keyed: who was met, boxes, and what they need. */
export const KeyForm = v.pipe(
	v.object({
		met: v.array(v.string()),
		taught: v.array(Box),
		needKind: v.union([v.picklist(needKinds), v.literal('')]),
		needPerson: v.string(),
		promisedOn: orNull
	}),
	v.transform(({ met, taught, needKind, needPerson, promisedOn }) => ({
		met,
		taught: taught.filter(isFilled),
		need: needKind === '' ? null : { person: needPerson, kind: needKind, promisedOn }
	}))
);
