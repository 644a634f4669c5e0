import * as v from 'valibot';
import type { Keys } from '#platform/keys.server.ts';
import type { Db } from '#platform/db.server.ts';
import { carries } from './carries.server.ts';
import { openParcel } from './parcel.server.ts';
import type { Operation } from './protocol.ts';
import type { LateWord } from './taken.ts';
import { listLate } from './sql-operations.server.ts';

/** Words that came late for doors of an area, as whoever goes there reads them. What is settled is not there any more. */
export async function lateWords(sql: Db, keys: Keys, ids: readonly string[]): Promise<Map<string, LateWord>> {
	const rows = ids.length === 0 ? [] : await listLate(sql, ids);
	return new Map(
		rows.map(({ id, seq, phoneId, household, author, command, saidAt, sealed, hidden }) => {
			const operation = sealed === null || hidden ? null : openParcel(keys, { id, seq, device: phoneId, sealed });
			return [
				id,
				{
					id,
					household,
					author,
					command,
					said: saidAt.toISOString(),
					input: lentOf(command, readableOf(command, operation))
				}
			];
		})
	);
}

/** As much of it as its command reads: what somebody else's app put in besides is shown to nobody. */
export function readableOf(command: string, operation: Operation | null): LateWord['input'] {
	const door = carries.get(command)?.door;
	const read = door && operation ? v.safeParse(door.schema, operation.input) : null;
	return read?.success ? { ...read.output } : null;
}

/** What of it goes to a phone: of a ticket neither who it is of nor what they said. */
function lentOf(command: string, input: LateWord['input']): LateWord['input'] {
	const lends = carries.get(command)?.lends;
	return input && lends ? Object.fromEntries(Object.entries(input).filter(([name]) => lends.includes(name))) : input;
}
