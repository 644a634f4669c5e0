import { dayOf } from '#kernel/day.ts';
import type { Lending } from '#platform/lending.server.ts';
import { catalogue } from '#capabilities/procedures/catalogue.server.ts';
import { inForce } from '#capabilities/procedures/catalogue.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import type { LentForms } from './lent-forms.ts';

/** What the centre receives from somebody’s table: a file of their own form, which asks for nobody of the police and is not done at home by others. */
const atHome = new Set(['ok', 'priority', 'assist', 'designed-for-home']);

/** The forms that can be written at a door, each in the words in force: whoever signs signs these. */
export const lendForms: Lending = {
	name: 'forms',
	lend: async ({ now }): Promise<LentForms> => {
		const { version, procedures } = catalogue();
		const found = procedures.filter(
			(one) =>
				one.receivedBy === 'centre' &&
				!one.policeOnly &&
				atHome.has(one.homeVisit) &&
				formOf(one.code).id === one.code &&
				inForce(one, dayOf(now))
		);
		return {
			version,
			procedures: found.map(({ code, shortName, papers }) => ({
				...{ code, name: shortName, form: formOf(code) },
				papers: papers.map(({ id, name, kind }) => ({ id, name, kind }))
			}))
		};
	}
};
