import * as v from 'valibot';
import { isDay } from '#kernel/day.ts';
import { oneWay } from '#kernel/plain.ts';
import { looksLikeSecret } from '#kernel/secret.ts';
import { id } from '#kernel/shapes.ts';
import {
	askedByHerself,
	FOLLOW_UP_DAYS,
	followUpAnswers,
	heardBy,
	needKinds,
	outcomes,
	plans,
	urgencies
} from './need.ts';

const day = v.pipe(v.string('day-missing'), v.check(isDay, 'day-missing'));

/** Plain words about a need. A code or password is refused and kept nowhere, not even in the box. */
const Note = v.nullable(
	v.pipe(
		v.string(),
		v.transform(oneWay),
		v.trim(),
		v.maxLength(300, 'too-long'),
		v.check((text) => !looksLikeSecret(text), 'secret-typed'),
		v.transform((text) => text || null)
	)
);
const Kind = v.picklist(needKinds, 'kind-missing');

/** `person` null: whoever sits beside. */
export const RecordNeed = v.object({
	id,
	person: v.nullable(id),
	kind: Kind,
	urgency: v.picklist(urgencies, 'urgency-missing'),
	source: v.picklist(heardBy, 'source-missing'),
	note: Note
});
export const AskForHelp = v.object({ id, kind: v.picklist(askedByHerself, 'kind-missing'), note: Note });
export const OneNeed = v.object({ need: id });
export const PlanNeed = v.object({
	need: id,
	helper: v.nullable(id),
	plan: v.nullable(v.picklist(plans)),
	promisedOn: v.nullable(day)
});
export const CloseNeed = v.object({ need: id, outcome: v.picklist(outcomes, 'outcome-missing') });
export const AnswerFollowUp = v.object({
	need: id,
	afterDays: v.picklist(FOLLOW_UP_DAYS),
	answer: v.picklist(followUpAnswers, 'answer-missing')
});
export const Board = v.object({
	by: v.picklist(['hamlet', 'helper']),
	kind: v.nullable(v.picklist(needKinds)),
	urgency: v.nullable(v.picklist(urgencies)),
	late: v.boolean(),
	toCall: v.optional(v.boolean(), false)
});
/** The register is gone through in pages: from the person after this one. */
export const FindNeeds = v.object({ after: v.nullable(id) });
