import { command } from '#platform/dispatch.server.ts';
import { destroyKeys } from '#platform/subject-keys.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Erase } from './inputs.ts';
import { erasePeople, listSame } from './sql.server.ts';

/**
 * Destroys a person's data key and blanks their row, under every id that they were merged from: every sealed word is unreadable
 * for ever, the journal still verifies.
 */
export const erase = command('residents.erase', Erase, async (context, { person }) => {
	const all = await listSame(context.db, person);
	const { count } = await erasePeople(context.db, all, context.now);
	if (count === 0) throw new Refusal('person-unknown');
	await destroyKeys(context, all);
	return { answer: { ok: true }, about: person, person };
});
