import { dayOf } from '#kernel/day.ts';
import { program } from '#program/program.server.ts';
import { myNeeds } from '#capabilities/assistance/needs.server.ts';
import { myLearned } from '#capabilities/assistance/encounters.server.ts';
import { mineCases } from '#capabilities/cases/lists.server.ts';
import { followState, isYourTurn } from '#capabilities/cases/rules-follow.ts';
import type { Locale } from '#design/spoken.ts';
import { myConsents } from '#capabilities/privacy/consents.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { isChild } from '#capabilities/mandates/rules-mandate.ts';
import { myMandates } from '#capabilities/mandates/mandates.server.ts';
import { myBusinesses } from '#capabilities/mandates/represent.server.ts';
import { myIdentityChanges } from '#capabilities/residents/identity.server.ts';
import { me } from '#capabilities/residents/people.server.ts';
import { myReadiness } from '#capabilities/readiness/calendar.server.ts';
import type { Context } from '#platform/context.server.ts';

/** What their page shows of a file: in which state it is for them, and whether it is their turn. */
const shownFile = (file: Awaited<ReturnType<typeof mineCases>>['rows'][number], locale: Locale) => {
	const state = followState(file);
	return {
		id: file.id,
		name: file.procedure.plain[locale],
		state,
		yours: isYourTurn(state) && !(state === 'draft' && (file.way !== 'ONLINE' || !file.hers)),
		due: file.dueOn,
		owner: file.hers ? null : file.ownerName,
		slip: file.slip,
		toClaim: file.toClaim,
		denial: file.deniedAt && { at: file.deniedAt, settledAt: file.lookedAt, found: file.found }
	};
};

/** Which page of each list the address asks for; looks go on after one of them. */
type Turned = Record<'files' | 'learned', number> & { looks: string | null };

/** Their files, those of whom they stand for, what they allowed, and who looked. */
export async function ownPage(context: Context, locale: Locale, turned: Turned) {
	const [person, files, consents, looks, mandates, needs, readiness, learned, changes, businesses] = await Promise.all([
		me(context, {}),
		mineCases(context, { page: turned.files }),
		myConsents(context, {}),
		myLooks(context, { after: turned.looks }),
		myMandates(context, {}),
		myNeeds(context, {}),
		myReadiness(context, {}),
		myLearned(context, { page: turned.learned }),
		myIdentityChanges(context, {}),
		myBusinesses(context, {})
	]);
	const shown = files.rows.map((file) => shownFile(file, locale));
	return {
		name: person.name,
		files: { ...files, rows: shown },
		next: shown.find((file) => file.yours) ?? null,
		...{ turned, consents, needs, learned, looks, readiness, changes, businesses },
		mandates: [...mandates],
		grown: !isChild(person, dayOf(context.now)),
		number: program().settings.MESSAGES_NUMBER ?? null
	};
}
