import { randomBytes, type KeyObject } from 'node:crypto';
import type { Context } from './context.server.ts';
import { isShared, type Db } from './db.server.ts';
import { openWith, sealWith, unwrapKey, wrap } from './keys.server.ts';
import {
	deleteSubjectKey,
	deleteSubjectKeys,
	findSubjectKey,
	insertSubjectKey,
	insertSubjectKeys,
	listSubjectKeys
} from './sql-subject-keys.server.ts';

/**
 * Everything about a person that is not needed for search is sealed under a data key of that person. The data key is
 * wrapped by the master key; destroying its row makes every sealed word of the person unreadable for ever.
 */
export type SubjectKey = {
	seal: (plain: string | Buffer, bind: string) => Buffer;
	open: (sealed: Buffer, bind: string) => Buffer;
	text: (sealed: Buffer, bind: string) => string;
};

type Keyed = Pick<Context, 'db' | 'keys'>;

const using = (key: KeyObject): SubjectKey => ({
	seal: (plain, bind) => sealWith(key, plain, bind),
	open: (sealed, bind) => openWith(key, sealed, bind),
	text: (sealed, bind) => openWith(key, sealed, bind).toString('utf8')
});

/** What the reads of one page have asked for: many parts of it open words of the same few people. */
const asked = new WeakMap<Db, Map<string, Promise<SubjectKey | null>>>();

async function look({ db, keys }: Keyed, subject: string): Promise<SubjectKey | null> {
	const found = await findSubjectKey(db, subject);
	return found ? using(unwrapKey(keys, found.wrapped, subject)) : null;
}

/** The data key if the subject still has one: null after erasure. */
export function findKey(context: Keyed, subject: string): Promise<SubjectKey | null> {
	if (!isShared(context.db)) return look(context, subject);
	const here = asked.get(context.db) ?? new Map<string, Promise<SubjectKey | null>>();
	asked.set(context.db, here);
	const found = here.get(subject) ?? look(context, subject);
	here.set(subject, found);
	return found;
}

/** The data key of a subject, made at first use. */
export async function subjectKey(context: Context, subject: string): Promise<SubjectKey> {
	const { db, keys, now } = context;
	const there = await findKey(context, subject);
	if (there) return there;
	await insertSubjectKey(db, subject, wrap(keys, randomBytes(32), subject), now);
	asked.get(db)?.delete(subject);
	return (await findKey(context, subject))!;
}

export const destroyKey = ({ db }: Context, subject: string) => deleteSubjectKey(db, subject);

/** The data keys of many subjects, those who have one, in one statement. */
export async function findKeys({ db, keys }: Context, subjects: readonly string[]): Promise<Map<string, SubjectKey>> {
	const found = await listSubjectKeys(db, subjects);
	return new Map(found.map(({ subject, wrapped }) => [subject, using(unwrapKey(keys, wrapped, subject))]));
}

/** The same, made where there is none. */
export async function subjectKeys(context: Context, subjects: readonly string[]): Promise<Map<string, SubjectKey>> {
	const there = await findKeys(context, subjects);
	const missing = [...new Set(subjects)].filter((subject) => !there.has(subject));
	if (missing.length === 0) return there;
	const made = missing.map((subject) => ({ subject, wrapped: wrap(context.keys, randomBytes(32), subject) }));
	await insertSubjectKeys(context.db, made, context.now);
	return findKeys(context, subjects);
}

export const destroyKeys = ({ db }: Pick<Context, 'db'>, subjects: readonly string[]) =>
	deleteSubjectKeys(db, subjects);
