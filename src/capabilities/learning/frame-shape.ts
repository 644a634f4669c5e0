import * as v from 'valibot';
import { topics } from '#capabilities/assistance/topics.ts';

/** Every sentence that somebody reads or hears, in each language. */
export const Spoken = v.object({
	vi: v.pipe(v.string(), v.nonEmpty()),
	en: v.pipe(v.string(), v.nonEmpty()),
	hi: v.pipe(v.string(), v.nonEmpty())
});
export type Spoken = v.InferOutput<typeof Spoken>;

/** Two sets of items that ask the same: whoever is looked at again meets the other. */
export const forms = ['A', 'B'] as const;
export type Form = (typeof forms)[number];

/** Families of scams, as `domain/scams.md` teaches them: authority, codes, relatives, prizes, easy money, goods, friendship, a second time. */
export const families = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8'] as const;

/**
 * What somebody is asked to do while an assessor looks on: `asks` alone or with somebody beside them, `trouble` where something goes wrong or
 * somebody else is to be shown. `steps` are ticked off as they are seen; a safe one that was not done oneself closes every level.
 */
const Task = v.object({
	form: v.picklist(forms),
	/** On their own machine, or on the practice copy, where nothing is paid and nothing filed. */
	on: v.picklist(['own-phone', 'practice']),
	asks: Spoken,
	trouble: Spoken,
	steps: v.pipe(v.array(v.object({ says: Spoken, safe: v.boolean() })), v.minLength(2), v.maxLength(6))
});

const Statement = v.object({
	id: v.pipe(v.string(), v.regex(/^T[1-5]\.[1-9]$/)),
	/** Has to be passed: nothing else makes up for it. */
	critical: v.boolean(),
	/** What has to be shown before: signs of the gate, or statements. */
	requires: v.array(v.pipe(v.string(), v.regex(/^T[0-5]\.[1-9]$/))),
	/** Areas of the European frame (DigComp 2.2) and of the UK's essential digital skills that it touches. */
	digcomp: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[1-5]\.[1-6]$/))), v.minLength(1)),
	edsf: v.picklist(['handling-information', 'communicating', 'transacting', 'problem-solving', 'safe-and-legal']),
	/** The group of QĐ 757/QĐ-BKHCN that it belongs to. */
	national: v.picklist(['communication', 'safe-use', 'public-services', 'payment', 'content']),
	/** With somebody beside me; alone; when something goes wrong, and for others. */
	levels: v.tuple([Spoken, Spoken, Spoken]),
	tasks: v.tuple([Task, Task])
});
export type Statement = v.InferOutput<typeof Statement>;
export type Task = v.InferOutput<typeof Task>;

export const TopicFrame = v.object({
	id: v.picklist(['T1', 'T2', 'T3', 'T4', 'T5']),
	topic: v.picklist(topics),
	name: Spoken,
	statements: v.pipe(v.array(Statement), v.length(9))
});

export const Gate = v.pipe(
	v.array(
		v.object({ id: v.pipe(v.string(), v.regex(/^T0\.[1-9]$/)), picture: v.string(), says: Spoken, asks: Spoken })
	),
	v.length(9)
);

const Judgement = v.object({
	/** `T3.1-A1`: statement, form, and which of that form. */
	id: v.pipe(v.string(), v.regex(/^T[1-5]\.[1-9]-[AB][1-9]$/)),
	level: v.picklist([1, 2, 3]),
	/** What is told is harmless, and whoever mistrusts it loses something. */
	genuine: v.boolean(),
	family: v.nullable(v.picklist(families)),
	medium: v.picklist(['call', 'message', 'screen', 'paper', 'person']),
	picture: v.string(),
	tells: Spoken,
	choices: v.pipe(
		v.array(v.object({ id: v.picklist(['a', 'b', 'c']), picture: v.string(), says: Spoken })),
		v.minLength(2),
		v.maxLength(3)
	),
	right: v.picklist(['a', 'b', 'c']),
	because: Spoken,
	written: v.pipe(v.string(), v.isoDate())
});
export type Judgement = v.InferOutput<typeof Judgement>;
export const Judgements = v.array(Judgement);
