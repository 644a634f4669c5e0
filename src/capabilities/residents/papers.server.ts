import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { communeOf } from '#capabilities/places/hamlets.server.ts';
import { NotePaper } from './inputs.ts';
import { getPerson } from './people.server.ts';
import { isUntil } from './rules-papers.ts';
import type { PaperUntil } from './answers.ts';
import { touchPerson } from './sql-changes.server.ts';
import { deleteLaterPapers, insertPaper, listPapersOf } from './sql-papers.server.ts';

/** Notes until when a paper is valid, as somebody reads it there. An earlier day than was noted corrects it, null takes it away. Refuses a day that no paper bears (`until-odd`). */
export const notePaper = command(
	{ name: 'residents.note-paper', group: 'know-people', input: NotePaper, answer: v.object({ kept: v.literal(true) }) },
	async (context, input) => {
		const { db, actor, now } = context;
		const person = await getPerson(context, input.person);
		if (input.until !== null && !isUntil(input.until, dayOf(now))) throw new Refusal('until-odd');
		const noted = { person: person.id, paper: input.paper };
		await deleteLaterPapers(db, { ...noted, until: input.until ?? '-infinity' });
		if (input.until !== null)
			await insertPaper(db, { ...noted, until: input.until, commune: await communeOf(db, actor), at: now });
		// Whoever was written about since an import stays when that is taken back.
		await touchPerson(db, person.id, now);
		return { answer: { kept: true }, about: person.id, person: person.id, detail: { paper: input.paper } };
	}
);

/** Until when which paper of somebody is valid, as far as is known. */
export const papersOf = async ({ db }: Pick<Context, 'db'>, person: string): Promise<PaperUntil[]> => [
	...(await listPapersOf(db, person))
];
