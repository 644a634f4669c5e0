import { randomBytes } from 'node:crypto';
import type { Context } from './context.server.ts';
import { openWith, sealWith, unwrap, wrap } from './keys.server.ts';
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

const using = (key: Buffer): SubjectKey => ({
	seal: (plain, bind) => sealWith(key, plain, bind),
	open: (sealed, bind) => openWith(key, sealed, bind),
	text: (sealed, bind) => openWith(key, sealed, bind).toString('utf8')
});

/** The data key of a subject, made at first use. */
export async function subjectKey({ db, keys, now }: Context, subject: string): Promise<SubjectKey> {
	const found = await findSubjectKey(db, subject);
	if (found) return using(unwrap(keys, found.wrapped, subject));
	await insertSubjectKey(db, subject, wrap(keys, randomBytes(32), subject), now);
	const made = await findSubjectKey(db, subject);
	return using(unwrap(keys, made!.wrapped, subject));
}

/** The data key if the subject still has one: null after erasure. */
export async function findKey({ db, keys }: Context, subject: string): Promise<SubjectKey | null> {
	const found = await findSubjectKey(db, subject);
	return found ? using(unwrap(keys, found.wrapped, subject)) : null;
}

export const destroyKey = ({ db }: Context, subject: string) => deleteSubjectKey(db, subject);

/** The data keys of many subjects, those who have one, in one statement. */
export async function findKeys({ db, keys }: Context, subjects: readonly string[]): Promise<Map<string, SubjectKey>> {
	const found = await listSubjectKeys(db, subjects);
	return new Map(found.map(({ subject, wrapped }) => [subject, using(unwrap(keys, wrapped, subject))]));
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
