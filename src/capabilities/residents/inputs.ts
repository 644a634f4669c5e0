import * as v from 'valibot';
import { tidyName } from '#kernel/plain.ts';
import { day, dayOr, id, latitude, longitude, noSecret, whole } from '#kernel/shapes.ts';
import { searchReasons } from './rules-budget.ts';
import { disabilities, groups } from './rules-groups.ts';
import { papers } from './rules-papers.ts';

export const needs = ['big-print', 'speak-slowly', 'companion', 'read-aloud', 'sign-help', 'home-visit'] as const;
export type Need = (typeof needs)[number];
export const relations = [
	'head',
	'spouse',
	'child',
	'parent',
	'grandchild',
	'grandparent',
	'sibling',
	'other'
] as const;
export type Relation = (typeof relations)[number];

const Name = v.pipe(
	v.string(),
	v.transform(tidyName),
	v.nonEmpty('name-missing'),
	v.maxLength(120, 'too-long'),
	v.regex(/^[\p{L}\p{M}][\p{L}\p{M}'’.\- ]*$/u, 'name-letters')
);
const Year = v.pipe(
	v.number('year-shape'),
	v.integer('year-shape'),
	v.minValue(1900, 'year-early'),
	v.maxValue(2100, 'year-late')
);

const Phone = v.pipe(v.string(), v.regex(/^0\d{9,10}$/, 'phone-shape'));
const IdNumber = v.pipe(v.string(), v.regex(/^\d{12}$/, 'id-number-shape'));

export const RecordPerson = v.object({
	id,
	commune: whole,
	name: Name,
	birthYear: v.nullable(Year),
	birthDate: v.nullable(day),
	gender: v.nullable(v.picklist(['male', 'female'])),
	hamlet: v.nullable(v.pipe(v.string(), v.maxLength(120))),
	number: v.nullable(IdNumber),
	phone: v.nullable(Phone),
	needs: v.array(v.picklist(needs)),
	verified: v.boolean(),
	madeUp: v.boolean()
});

/** Where somebody lives: one of the commune's hamlets, or `elsewhere` with their address there. */
const lives = {
	hamlet: v.nullable(v.pipe(v.string(), v.maxLength(200, 'too-long'), noSecret)),
	elsewhere: v.optional(v.boolean(), false)
};

export const RecordUnverified = v.object({ id, name: Name, birthYear: v.nullable(Year), ...lives });

/** `card`: what a scanner read of the card that lies here; the name is typed after it, for scanners mangle its marks. */
export const RecordByCard = v.object({
	id,
	card: v.pipe(v.string(), v.nonEmpty('card-missing'), v.maxLength(600)),
	name: Name,
	...lives
});

/** Why somebody is looked for, once a search has to say it (`rules-budget`). */
export const why = v.optional(v.nullable(v.picklist(searchReasons)), null);
export const MatchCard = v.object({ typed: v.pipe(v.string(), v.nonEmpty('card-missing'), v.maxLength(600)), why });
export const FindPeople = v.object({ words: v.pipe(v.string(), v.trim(), v.maxLength(120)), why });

/** Words about a place take no code or password of anybody. */
const placeWords = (most: number) => v.pipe(v.string(), v.transform(tidyName), v.maxLength(most), noSecret);

export const CorrectPerson = v.object({
	person: id,
	name: Name,
	birthYear: v.nullable(Year),
	birthDate: v.nullable(dayOr('birth-shape')),
	gender: v.nullable(v.picklist(['male', 'female'])),
	hamlet: v.nullable(placeWords(200)),
	elsewhere: v.optional(v.boolean()),
	/** Left out: it stays as it is. */
	number: v.optional(v.nullable(IdNumber)),
	phone: v.optional(v.nullable(Phone)),
	/** What the form was made from: what still says the same was not corrected by whoever sent it, nor what they did not know. */
	was: v.optional(
		v.object({ name: v.string(), birth: v.string(), gender: v.string(), hamlet: v.optional(v.string()) })
	),
	source: v.picklist(['card', 'paper', 'said'], 'source-missing'),
	/** What a scanner read of the card that lies here. */
	card: v.nullish(v.pipe(v.string(), v.maxLength(400)))
});
/** Somebody of the register, and what a scanner read of the card that lies beside. */
export const ComparePerson = v.object({ person: id, card: v.pipe(v.string(), v.maxLength(600)) });
export const SetNeeds = v.object({
	person: id,
	needs: v.array(v.picklist(needs)),
	/** What the form was made from: what it did not change stays as somebody else has left it since. */
	was: v.optional(v.array(v.picklist(needs)))
});
export const NotePaper = v.object({
	person: id,
	paper: v.picklist(papers),
	until: v.nullable(dayOr('until-shape'))
});
export const SetWhy = v.object({
	person: id,
	belongs: v.array(v.object({ group: v.picklist(groups), disability: v.nullable(v.picklist(disabilities)) })),
	ethnic: v.nullable(v.pipe(v.string(), v.maxLength(40))),
	note: v.pipe(v.string(), v.maxLength(400))
});
export const FoundHousehold = v.object({
	id,
	person: id,
	/** A dwelling where others live already, or null for one of their own. */
	dwelling: v.nullable(id),
	address: placeWords(200),
	book: v.nullable(placeWords(40))
});
/** Where a door is, as somebody saw it who stood there; what is left out stays as it is known. */
export const PlaceDoor = v.object({
	household: id,
	lane: v.optional(v.nullable(placeWords(120))),
	/** 0 is the ground. */
	floor: v.optional(
		v.nullable(v.pipe(v.number(), v.integer(), v.minValue(-3, 'floor-shape'), v.maxValue(99, 'floor-shape')))
	),
	point: v.optional(v.nullable(v.object({ lon: longitude, lat: latitude })))
});
export const JoinHousehold = v.object({
	household: id,
	person: id,
	relation: v.picklist(relations, 'relation-missing')
});
export const NameHead = v.object({ household: id, person: id });
/** `household`: only where they live in this one; null, wherever they live. */
export const LeaveHousehold = v.object({ person: id, household: v.optional(v.nullable(id), null) });
