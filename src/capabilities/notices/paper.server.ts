import type { Context } from '#platform/context.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';
import { addressesOf, type Address } from '#capabilities/residents/address.server.ts';
import { letterBind } from './binds.ts';
import type { SendsFrom } from './spend.server.ts';
import { findCameBack } from './sql-letters.server.ts';
import { findLive } from './sql-live.server.ts';
import type { NoticeRow } from './sql.server.ts';

/** An address as it stands on a letter: the name first. */
export const addressLines = ({ name, lines }: Pick<Address, 'name' | 'lines'>): string => [name, ...lines].join('\n');

/** Where a letter finds somebody; null where no address is known, or where the last one that went there came back. */
export async function paperTo(context: Context, person: string): Promise<Address | null> {
	const [found, back] = await Promise.all([
		addressesOf(context.db, [person]).then((all) => all.get(person) ?? null),
		findCameBack(context.db, person)
	]);
	const key = found && back ? await findKey(context, back.personId) : null;
	const was = key && back ? key.text(back.address, letterBind(back.tryId)) : null;
	return found && addressLines(found) !== was ? found : null;
}

/**
 * Whether a letter may carry a word at all. That a telephone, a way or a proxy was changed goes to the telephone alone: whoever changed it
 * may be who prints. While the centre is on trial nothing goes out on paper either.
 */
export async function paperCarries(
	{ db }: Pick<Context, 'db'>,
	row: NoticeRow,
	{ centre }: Pick<SendsFrom, 'centre'>
): Promise<boolean> {
	if (row.byText || row.beforeChange !== null) return false;
	return centre.alwaysOpen || ((await findLive(db, centre.id))?.agreedAt ?? null) !== null;
}
