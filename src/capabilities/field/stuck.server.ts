import * as v from 'valibot';
import { system } from '#kernel/actor.ts';
import { id } from '#kernel/shapes.ts';
import { tryEach, type Brake } from '#platform/attempts.server.ts';
import type { Db } from '#platform/db.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, only } from '#platform/dispatch.server.ts';
import { carries } from './carries.server.ts';
import type { Base } from './door.server.ts';
import type { NewOperation } from './sql-operations.server.ts';

/** So many of one author ring within an hour: a phone in strange hands fills a box, and not the evening of whoever leads. */
const ofAuthor: Brake = { purpose: 'field-stuck', free: 30, minutes: 60 };

/**
 * Says that somebody's word lies in a box while whom it is about waits for it: whoever leads is told at once, and by no name. Answers whether it
 * rings; of one author thirty do within an hour.
 */
export const noteStuck = command(
	{
		name: 'field.note-stuck',
		group: 'house',
		input: v.object({ operation: id, author: id, centre: v.number() }),
		answer: v.object({ rings: v.boolean() })
	},
	async (context, { operation, author, centre }) => {
		const rings = !(await tryEach(context, [[ofAuthor, author]]));
		return { answer: { rings }, about: operation, person: null, centre, detail: { rings } };
	}
);

type Boxed = Pick<NewOperation, 'id' | 'authorId' | 'centreId' | 'command' | 'result' | 'final' | 'sealed' | 'tries'>;

/** What lies before a person now and can still be done. */
const lies = ({ command: name, result, final, sealed }: Boxed): boolean =>
	carries.get(name)?.waited === true && sealed !== null && (result === 'rerouted' || (result === 'rejected' && final));

/** Tells whoever leads of what lies in a box by now, once for each time that it came there; answers whether anything did. */
export async function tellStuck(base: Base, sql: Db, rows: readonly Boxed[]): Promise<boolean> {
	const stuck = rows.filter(lies);
	for (const { id: operation, authorId: author, centreId: centre } of stuck) {
		const actor = system('field.stuck', only(noteStuck), null, [centre]);
		const request = requestFor('field.stuck', base.now.getTime(), operation);
		await noteStuck({ ...base, db: sql, actor, request }, { operation, author, centre });
	}
	return stuck.length > 0;
}
