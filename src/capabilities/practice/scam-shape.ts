import * as v from 'valibot';
import { families, Spoken } from '#capabilities/learning/frame-shape.ts';

/** The three fingers: it has to be now, nobody may know, money or a code (a link and an app are of this one). One is enough to stop. */
export const signs = ['hurry', 'secret', 'money-or-code'] as const;
const Sign = v.picklist(signs);
export type Sign = v.InferOutput<typeof Sign>;

/** What somebody does about it. To listen on is no choice of an item: it is its next turn. */
export const acts = ['hang-up', 'leave', 'check', 'follow'] as const;
export type Act = (typeof acts)[number];

/** What is said in one breath, or one line of a message, and which fingers go up at it. */
const Turn = v.object({ says: Spoken, signs: v.array(Sign) });

const Choice = v.object({
	act: v.picklist(acts),
	picture: v.string(),
	says: Spoken,
	/** What comes of it, told kindly: it was practice, and nothing is lost. */
	comes: Spoken
});

const item = {
	/** `F1-a`: family and a letter that says nothing of what it is. */
	id: v.pipe(v.string(), v.regex(/^F[1-8]-[a-e]$/)),
	/** What is told is harmless, and whoever mistrusts it loses something. */
	genuine: v.boolean(),
	/** The scam that begins just as this genuine one does, so that the fingers alone tell them apart; null of a scam. */
	twin: v.nullable(v.string()),
	picture: v.string(),
	/** What the listener is doing, or waiting for, when it comes. */
	before: Spoken,
	choices: v.pipe(v.array(Choice), v.length(3)),
	because: Spoken,
	/** What to do at such times, practised or not. */
	then: Spoken,
	written: v.pipe(v.string(), v.isoDate())
};
const turns = (least: number, most: number) => v.pipe(v.array(Turn), v.minLength(least), v.maxLength(most));

const Item = v.variant('medium', [
	v.object({ ...item, medium: v.literal('call'), turns: turns(2, 5) }),
	v.object({ ...item, medium: v.literal('message'), as: v.picklist(['text', 'chat']), turns: turns(1, 4) })
]);

export const ScamFamily = v.object({
	id: v.picklist(families),
	name: Spoken,
	/** The one sentence that is said aloud after a practice. */
	reflex: Spoken,
	items: v.pipe(v.array(Item), v.length(5))
});
export type PracticeItem = v.InferOutput<typeof Item> & { family: (typeof families)[number] };

/** How somebody tells scams from what is genuine, in words for them; a number is never shown to them. */
export const bands = ['few', 'tells-apart', 'suspects-all', 'trusts-all', 'mixed'] as const;
export type Band = (typeof bands)[number];

export const RulesOfThree = v.object({
	/** Stands over every practice for as long as it lasts, and is said before its first turn. */
	mark: v.object({ call: Spoken, message: Spoken }),
	fingers: v.pipe(
		v.array(v.object({ sign: Sign, picture: v.string(), name: Spoken, says: Spoken })),
		v.length(signs.length)
	),
	rule: Spoken,
	/** What to do when money was lost, in this order. */
	firstHour: v.object({
		title: Spoken,
		lead: Spoken,
		steps: v.pipe(v.array(v.object({ picture: v.string(), says: Spoken })), v.length(6))
	}),
	bands: v.record(v.picklist(bands), Spoken)
});
