import * as v from 'valibot';
import { day, id, page, whole, wordsOrNone } from '#kernel/shapes.ts';
import {
	askedByHerself,
	FOLLOW_UP_DAYS,
	followUpAnswers,
	needKinds,
	outcomes,
	plans,
	toldBy,
	urgencies
} from './need.ts';

const Note = wordsOrNone(300);
const Kind = v.picklist(needKinds, 'kind-missing');

/** `person` null: whoever sits beside. */
export const RecordNeed = v.object({
	id,
	person: v.nullable(id),
	kind: Kind,
	urgency: v.picklist(urgencies, 'urgency-missing'),
	source: v.picklist(toldBy, 'source-missing'),
	note: Note
});
export const AskForHelp = v.object({ id, kind: v.picklist(askedByHerself, 'kind-missing'), note: Note });
export const OneNeed = v.object({ need: id });
/** With which page of what happened to it. */
export const ShowNeed = v.object({ need: id, page });
/** `of`: whose and of which kind, for whoever was told of it at a door: what the counter had written meanwhile is the same need. */
export const PlanNeed = v.object({
	need: id,
	of: v.optional(v.nullable(v.object({ person: id, kind: Kind })), null),
	helper: v.nullable(id),
	plan: v.nullable(v.picklist(plans)),
	promisedOn: v.nullable(day)
});
export const CloseNeed = v.object({ need: id, outcome: v.picklist(outcomes, 'outcome-missing') });
/** One day of one centre. */
export const NoteDue = v.object({ centre: whole, day });
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
	toCall: v.optional(v.boolean(), false),
	whose: v.optional(v.nullable(v.picklist(['nobody', 'mine'])), null),
	/** Of the needs and of the questions that are due. */
	page
});
/** The register is gone through in pages: from the person after this one. */
export const FindNeeds = v.object({ after: v.nullable(id) });
