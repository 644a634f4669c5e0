import { redirect } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { myNeeds } from '#capabilities/assistance/needs.server.ts';
import { askForHelp } from '#capabilities/assistance/record-need.server.ts';
import { myLearned } from '#capabilities/assistance/encounters.server.ts';
import { claim } from '#capabilities/cases/claim.server.ts';
import { mineCases } from '#capabilities/cases/lists.server.ts';
import { followState, isYourTurn } from '#capabilities/cases/rules-follow.ts';
import type { Locale } from '#design/spoken.ts';
import { myConsents, myLooks, withdraw } from '#capabilities/privacy/consents.server.ts';
import { gatherLooks } from '#capabilities/privacy/rules-looks.ts';
import { myMandates, revokeMandate } from '#capabilities/residents/mandates.server.ts';
import { me } from '#capabilities/residents/people.server.ts';
import { myReadiness } from '#capabilities/readiness/calendar.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, residentOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What her page shows of a file: in which state it is for her, and whether it is her turn. */
const shownFile = (file: Awaited<ReturnType<typeof mineCases>>[number], locale: Locale) => {
	const state = followState(file, false);
	return {
		id: file.id,
		name: file.procedure.plain[locale],
		state,
		yours: isYourTurn(state) && !(state === 'draft' && (file.way !== 'ONLINE' || !file.hers)),
		due: file.dueOn,
		owner: file.hers ? null : file.ownerName,
		slip: file.slip,
		toClaim: file.toClaim
	};
};

/** Her own page after the e-ID: her files, those of whom she stands for, what she allowed, and who looked. */
export const load: PageServerLoad = async (event) => {
	const { context } = await residentOf(event);
	const [person, files, consents, looks, mandates, needs, readiness, learned] = await Promise.all([
		me(context, {}),
		mineCases(context, {}),
		myConsents(context, {}),
		myLooks(context, {}),
		myMandates(context, {}),
		myNeeds(context, {}),
		myReadiness(context, {}),
		myLearned(context, {})
	]);
	const shown = files.map((file) => shownFile(file, event.locals.locale));
	return {
		name: person.name,
		files: shown,
		next: shown.find((file) => file.yours) ?? null,
		consents,
		mandates: [...mandates],
		needs,
		learned,
		readiness,
		locale: event.locals.locale,
		looks: gatherLooks(looks).slice(0, 12),
		now: event.locals.now,
		number: program().settings.MESSAGES_NUMBER ?? null,
		request: newId()
	};
};

export const actions: Actions = {
	claim: async (event) => {
		const form = await event.request.formData();
		const { context } = await residentOf(event, requestOf(form));
		const input = { case: String(form.get('case') ?? ''), answer: String(form.get('answer')) as 'mine' };
		const said = await attempt(form, context, (tried) => claim(tried, input));
		return failed(said) ? said : redirect(303, '/cua-toi');
	},
	ask: async (event) => {
		const form = await event.request.formData();
		const { context } = await residentOf(event, requestOf(form));
		const input = { kind: String(form.get('kind')) as 'e-id', note: String(form.get('note') ?? '') };
		const said = await attempt(form, context, (tried) => askForHelp(tried, { ...input, id: tried.request }));
		return failed(said) ? said : redirect(303, '/cua-toi?nho=1#nho');
	},
	withdraw: async (event) => {
		const form = await event.request.formData();
		const { context } = await residentOf(event, requestOf(form));
		const input = { purpose: String(form.get('purpose')) as 'campaign-visit' };
		const said = await attempt(form, context, (tried) => withdraw(tried, { ...input, id: tried.request }));
		return failed(said) ? said : redirect(303, '/cua-toi');
	},
	revoke: async (event) => {
		const form = await event.request.formData();
		const { context } = await residentOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) =>
			revokeMandate(tried, { mandate: String(form.get('mandate') ?? '') })
		);
		return failed(said) ? said : redirect(303, '/cua-toi#thay-mat');
	}
};
