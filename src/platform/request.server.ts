import { homeOf, type Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from './context.server.ts';
import type { Db, Last } from './db.server.ts';
import type { Answer, Written } from './dispatch.server.ts';
import { lookupHashes } from './keys.server.ts';
import { tellOf } from './line.server.ts';
import { listenersOf } from './listen.server.ts';
import { findRequest, insertJournal } from './sql.server.ts';

// A request is done once, however often it is sent, and what was done stands in the journal.

/** The keyed hash of what was asked, under the newest key and then under older ones. */
export const hashesOf = ({ keys }: Context, name: string, input: unknown): [Buffer, ...Buffer[]] =>
	lookupHashes(keys, 'input', `${name}\0${JSON.stringify(input)}`).toReversed() as [Buffer, ...Buffer[]];

/** The same request again: the same answer, and nothing changes. */
export async function repeat(sql: Db, { actor, request }: Context, hashes: readonly Buffer[]): Promise<Answer> {
	const done = await findRequest(sql, request);
	if (!done || !hashes.some((hash) => done.inputHash.equals(hash)) || done.actorId !== actor.id)
		throw new Refusal('request-used');
	return done.answer as Answer;
}

/** As what it was done: the role of whoever holds several, and the key of a program. */
const actedAs = ({ inRole, key }: Actor, command: string): Record<string, string> => {
	const role = inRole?.(command);
	return { ...(role ? { role } : {}), ...(key === undefined ? {} : { key }) };
};

/** The statements that end a command: the row of the journal, in the transaction of what it tells, and a word to whoever shows the same. */
export function record(
	sql: Db,
	{ actor, now, request }: Context,
	command: string,
	inputHash: Buffer,
	written: Written
): Last[] {
	const row = {
		at: now,
		request,
		command,
		actorKind: actor.kind,
		actorId: actor.id,
		authority: actor.authority,
		sessionId: written.session === undefined ? actor.session : written.session,
		centreId: written.centre === undefined ? homeOf(actor) : written.centre,
		personId: written.person === undefined ? actor.subject : written.person,
		about: written.about ?? null,
		inputHash,
		detail: { ...written.detail, ...actedAs(actor, command) },
		answer: written.answer
	};
	return [insertJournal(sql, row, listenersOf(command, actor.kind)), ...tellOf(sql, row, actor.desk)];
}
