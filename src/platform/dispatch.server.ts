import * as v from 'valibot';
import type { Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from './context.server.ts';
import type { Db, Ended, Last } from './db.server.ts';
import { holdAnswer } from './hold-answer.server.ts';
import { log } from './log.server.ts';
import { doneAhead, doneOnce, hashesOf, record, repeat } from './request.server.ts';
import { readEnding } from './scope.server.ts';
import { inTurn, type InTurns } from './turns.server.ts';
import { lookOf, lookRows, type Looked, type Showed } from './looks.server.ts';
import { allowStatement } from './sql.server.ts';

/** Longest that a command or query may take before its promise is given up: see `db.server.ts`. */
const DEADLINE_MS = 15_000;

export type Answer = Record<string, string | number | boolean | null>;

/** What a command leaves in the journal: ids, codes, amounts and keyed hashes, never a word about a person. */
export type Written<A extends Answer = Answer> = {
	answer: A;
	about?: string | null;
	person?: string | null;
	centre?: number | null;
	session?: string | null;
	detail?: Record<string, unknown>;
	/** Whom it showed besides, or nobody: the look is written with the row of the journal. */
	looked?: Omit<Showed, 'repeats'> | null | false;
	/**
	 * What is written last, in this order: it goes out with the row of the journal and the end of the transaction, so what it is given was checked
	 * before: only a refusal of the database ends it. What it moves may have gone meanwhile: it says so by `require_there`, and the command is done
	 * anew.
	 */
	last?: readonly Last[];
	/** The statement that does all of it, where one does: the row of the journal is written in the same statement and after it. Checked before, as `last`. */
	does?: Last;
};

type Input = v.GenericSchema<unknown, object>;
type Shape = v.GenericSchema;

/** What every door says of itself. */
type Declared<S extends Input, O extends Shape> = {
	/** `room.verb-noun` of a command, `room.noun` of a query: its address in the API and its name in the journal. */
	name: string;
	/** What it was called before its room was cut from another: older journal rows and callers of the API name it so. */
	formerly?: string;
	/** Who may open it: groups of doors, of which `program/roles.ts` gives each role its own. `house` is nobody’s. */
	group: string | readonly string[];
	/** Only somebody at a page opens it, never a program by a key: a yes, a card in the hand, what a second person looks at, all of a session beside somebody. */
	byPerson?: boolean;
	input: S;
	/** What comes out: OpenAPI shows it, tests hold answers against it. */
	answer: O;
};

/** What takes long and holds no transaction (a password's hash, a file's boundaries); what it answers the door is given. */
type Before<S extends Input, B> = { before?: (context: Context, input: v.InferOutput<S>) => Promise<B> };

type Nothing = v.ObjectSchema<Record<never, never>, undefined>;

/**
 * What whoever asked is shown beside the answer, once: derived from keys and request, so that the same request shows the same. It is
 * in no journal and in no row.
 */
type Once<S extends Input, O extends Shape, X extends Shape> = {
	once?: {
		shape: X;
		of: (context: Context, answer: v.InferOutput<O>, input: v.InferOutput<S>) => v.InferOutput<X>;
	};
};

type Look<S extends Input, O extends Shape> =
	/** Why it shows nobody, or shows somebody without being a look. */
	string | ((answer: v.InferOutput<O>, input: v.InferOutput<S>, actor: Actor) => Looked);

/** What every command and query carries with it. */
type Said<O extends Shape = Shape> = {
	called: string;
	formerly?: string | undefined;
	groups: readonly string[];
	byPerson: boolean;
	answers: O;
};

type Query<S extends Input, A> = ((context: Context, raw: v.InferInput<S>) => Promise<A>) &
	Said & {
		kind: 'query';
		schema: S;
		looks: boolean;
		/** In words, why it is no look; null for one that is. */
		noLook: string | null;
	};
type Command<S extends Input, W extends Written, X extends Shape> = ((
	context: Context,
	raw: v.InferInput<S>
) => Promise<W['answer'] & v.InferOutput<X>>) &
	Said & {
		kind: 'command';
		schema: S;
		/** Only a type: what its journal row carries, for whoever hears it. */
		written?: W;
	};

/** Any command or query, as the house finds it by name. */
export type AnyDoor = ((context: Context, raw: never) => Promise<unknown>) &
	Said & { kind: 'query' | 'command'; schema: Input; looks?: boolean; noLook?: string | null };

const renamed = new Map<string, string>();

/** How a door is called today that a journal row or a program may know by an older name. */
export const nameNow = (name: string): string => renamed.get(name) ?? name;

/** What a door carries with it of its declaration. */
function said<O extends Shape>({ name, formerly, group, byPerson = false, answer }: Declared<Input, O>): Said<O> {
	if (formerly) renamed.set(formerly, name);
	return { called: name, formerly, groups: [group].flat(), byPerson, answers: answer };
}

/** What is shown once is part of what a door answers. */
const withOnce = <S extends Input>(declared: Declared<S, Shape> & { once?: { shape: Shape } }): Declared<S, Shape> =>
	declared.once ? { ...declared, answer: v.intersect([declared.answer, declared.once.shape]) } : declared;

/** May this actor open this door? The same answer serves the button and the server. */
export const may = (actor: Actor, door: Pick<Said, 'called'>): boolean => actor.may.has(door.called);

/** The right to these doors and no others: for whoever acts as the house itself. */
export const only = (...doors: readonly Pick<Said, 'called'>[]): ReadonlySet<string> =>
	new Set(doors.map(({ called }) => called));

const allow = (actor: Actor, name: string): void => {
	if (actor.may.has(name)) return;
	// No button leads here: somebody tries, or a page is wrong.
	log.warn({ door: name, kind: actor.kind, id: actor.id, key: actor.key }, 'not allowed');
	throw new Refusal('not-allowed', { name });
};

/**
 * A query answers and changes nothing. One that shows a person is a *look*: it says whom it showed and why,
 * and one row for them to read is written before it answers.
 */
export function query<S extends Input, O extends Shape, A extends v.InferOutput<O>, B = undefined>(
	declared: Declared<S, O> & { look: Look<S, O> } & InTurns & Before<S, B>,
	read: (context: Context, input: v.InferOutput<S>, before: B) => Promise<A>
): Query<S, A> {
	const { name, input: schema, answer: answers, look } = declared;
	const ask = async (context: Context, raw: v.InferInput<S>): Promise<A> => {
		allow(context.actor, name);
		const input = v.parse(schema, raw);
		const prepared = (await declared.before?.(context, input)) as B;
		const looking = async (sql: Db): Promise<Ended<A>> => {
			const answer = await read({ ...context, db: sql }, input, prepared);
			holdAnswer(name, answers, answer);
			const looked = typeof look === 'function' ? look(answer, input, context.actor) : null;
			return { answer, last: looked ? lookRows({ ...context, db: sql }, looked) : [] };
		};
		// What takes long waits its turn, and holds no page's transaction meanwhile.
		if (declared.turns)
			return inTurn(declared.turns, context.actor.id, () => deadline(readEnding({ ...context, reads: null }, looking)));
		return deadline(readEnding(context, looking));
	};
	const noLook = typeof look === 'string' ? look : null;
	return Object.assign(ask, { kind: 'query' as const, ...said(declared), schema, looks: noLook === null, noLook });
}

/**
 * A command is the only way to change anything. Whatever sends it (page, API, field outbox, worker, seed), it is
 * allowed, checked, run and recorded in one transaction, and runs once however often its request is sent: the same
 * again answers the same; other content under a used id is refused (`request-used`).
 */
export function command<
	S extends Input,
	O extends v.GenericSchema<Answer>,
	W extends Written<v.InferOutput<O>>,
	B = undefined,
	X extends v.GenericSchema<object> = Nothing
>(
	declared: Declared<S, O> &
		Once<S, O, X> &
		Before<S, B> & {
			/** Longer than usual only for what is one transaction by its nature: a whole sheet of people. */
			milliseconds?: number;
			/**
			 * Done by thousands, and finds whatever it needs by its key: its statements are planned once for all, and it claims no request. It does
			 * nothing but in the database, where a request that was done before ends it.
			 */
			byKey?: boolean;
		},
	write: (context: Context, input: v.InferOutput<S>, before: B) => Promise<W>
): Command<S, W, X> {
	const { name, input: schema, answer: answers, once, milliseconds = DEADLINE_MS, byKey = false } = declared;
	const run = async (context: Context, input: v.InferOutput<S>): Promise<W['answer']> => {
		const prepared = (await declared.before?.(context, input)) as B;
		// By its first name: what was sent before a room was cut and comes again after it is the same request.
		const [inputHash, ...older] = hashesOf(context, declared.formerly ?? name, input);
		const slow = milliseconds !== DEADLINE_MS;
		const done = async (sql: Db): Promise<Ended<W['answer']>> => {
			if (slow) await allowStatement(sql, milliseconds);
			// What it reads it reads here, also what it wrote itself.
			const written = await write({ ...context, db: sql, reads: null }, input, prepared);
			holdAnswer(name, answers, written.answer);
			const look = written.looked ? lookOf(context, written.looked) : null;
			const { last, kept } = record(sql, context, name, inputHash, written, look);
			return { answer: written.answer, last: [...(written.last ?? []), ...last], kept };
		};
		const again = (sql: Db) => repeat(sql, context, [inputHash, ...older]);
		return deadline((byKey ? doneAhead : doneOnce)<W['answer']>(context, { done, again }), milliseconds);
	};
	const ask = async (context: Context, raw: v.InferInput<S>): Promise<W['answer'] & v.InferOutput<X>> => {
		allow(context.actor, name);
		const input = v.parse(schema, raw);
		const answer = await run(context, input);
		return { ...answer, ...once?.of(context, answer, input) };
	};
	return Object.assign(ask, { kind: 'command' as const, ...said(withOnce(declared)), schema });
}

async function deadline<T>(work: Promise<T>, milliseconds = DEADLINE_MS): Promise<T> {
	const late = Promise.withResolvers<never>();
	const timer = setTimeout(
		() => late.reject(Object.assign(new Error('database deadline passed'), { code: '57014' })),
		milliseconds
	);
	return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}
