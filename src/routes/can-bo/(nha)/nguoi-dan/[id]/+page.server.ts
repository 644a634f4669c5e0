import type { RequestEvent } from '@sveltejs/kit';
import { correctPerson } from '#capabilities/residents/correct-person.server.ts';
import { setNeeds, setWhy } from '#capabilities/residents/set-needs.server.ts';
import { CorrectForm, JoinForm, NeedsForm, PaperForm, WhyForm } from '#capabilities/residents/forms.ts';
import { foundHousehold, joinHousehold, leaveHousehold } from '#capabilities/residents/households.server.ts';
import { notePaper } from '#capabilities/residents/papers.server.ts';
import { findPeople } from '#capabilities/residents/people.server.ts';
import { dayOf } from '#kernel/day.ts';
import { byStaff } from '#web/acting.server.ts';
import type { Staff } from '#web/door.server.ts';
import { withQuery } from '#web/paths.ts';
import { chosenIn, recordPage } from './record.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = recordPage;

/** About the person of this page, which is shown again for the same reason. */
const given = { person: (_: unknown, { params }: RequestEvent) => params['id'] ?? '' };
const to = (_: unknown, { event }: { event: RequestEvent }): string =>
	withQuery(event.url.pathname, { da: 1, 'ly-do': chosenIn(event) });
/** What waits for a second person says so in place of “saved”. */
const corrected = ({ waits }: { waits: boolean }, { event }: { event: RequestEvent }): string =>
	withQuery(event.url.pathname, { [waits ? 'cho' : 'da']: 1, 'ly-do': chosenIn(event) });
const today = ({ context }: Staff): string => dayOf(context.now);

export const actions: Actions = {
	correct: byStaff(correctPerson, { reads: (who) => CorrectForm(today(who)), given, to: corrected }),
	needs: byStaff(setNeeds, { reads: NeedsForm, given, to }),
	paper: byStaff(notePaper, { reads: (who) => PaperForm(today(who)), given, to }),
	why: byStaff(setWhy, { reads: WhyForm, given, to }),
	found: byStaff(foundHousehold, { given: { ...given, dwelling: null }, to }),
	leave: byStaff(leaveHousehold, { given, to }),
	find: byStaff(findPeople, {
		shows: (people, { input }) => ({ people, words: input.words.trim(), why: input.why ?? null })
	}),
	join: byStaff(joinHousehold, { reads: JoinForm, to })
};
