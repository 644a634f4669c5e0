import { command } from '#platform/dispatch.server.ts';
import { destroyKey } from '#platform/subject-keys.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Erase } from './inputs.ts';
import { erasePerson } from './sql.server.ts';

/** Destroys a person's data key and blanks their row: every sealed word is unreadable for ever, the journal still verifies. */
export const erase = command('residents.erase', Erase, async (context, { person }) => {
	const { count } = await erasePerson(context.db, person, context.now);
	if (count === 0) throw new Refusal('person-unknown');
	await destroyKey(context, person);
	return { answer: { ok: true }, about: person, person };
});
