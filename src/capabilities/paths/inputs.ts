import * as v from 'valibot';
import { day, id, whole } from '#kernel/shapes.ts';
import { followUpAnswers, needKinds } from '#capabilities/assistance/need.ts';
import { topics } from '#capabilities/assistance/topics.ts';
import { gateSigns } from '#capabilities/learning/frame.ts';
import { outcomes, peerAnswers, ways } from './answers.ts';

/** A statement of the frame, or one of the commune. */
const statement = v.pipe(v.string(), v.regex(/^(T[1-5]\.[1-9]|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/));

/** A topic or a statement, or neither: nothing for now. */
export const ChooseGoal = v.object({ id, topic: v.nullable(v.picklist(topics)), statement: v.nullable(statement) });
export const PassSign = v.object({ id, sign: v.picklist(gateSigns.map((one) => one.id)) });
export const SayRecalled = v.object({
	id,
	person: id,
	statement,
	/** The day of the refresher as whoever asks saw it. */
	due: day,
	outcome: v.picklist(outcomes, 'outcome-missing')
});
/** As whoever asks saw it. */
export const AskVisit = v.object({ id, person: id, statement, due: day });
export const NoteAlone = v.object({
	id,
	person: id,
	kind: v.picklist(needKinds),
	answer: v.picklist(followUpAnswers),
	by: id
});
/** `version`: of the words to which they say yes with it on their own page; null where a yes stands already. */
export const ChooseWay = v.object({
	id,
	way: v.picklist(ways, 'remind-way-missing'),
	version: v.nullable(v.pipe(whole, v.minValue(1)))
});
/** One day of one centre. */
export const NoteDue = v.object({ centre: whole, day });

export const AllowThanks = v.object({ id, answer: v.picklist(['yes', 'no']) });
export const NoteThanks = v.object({ id, person: id, statement });
export const AnswerPeer = v.object({ id, topic: v.picklist(topics), answer: v.picklist(peerAnswers) });
