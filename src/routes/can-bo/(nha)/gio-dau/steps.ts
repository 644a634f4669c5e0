import type { Found } from '#platform/answers.ts';
import { firstSteps, stepState, type FirstStep, type StepState } from '#capabilities/places/rules-first-hour.ts';
import { paths } from '#web/paths.ts';

/** By which check each step is seen, and where it is done; at the machine where no page can. */
const steps: Readonly<Record<FirstStep, { check: string; at: string | null }>> = {
	commune: { check: 'places.commune', at: `${paths.staff.centre}#ways` },
	hours: { check: 'places.hours', at: `${paths.staff.centre}#hours` },
	'days-off': { check: 'places.calendar', at: `${paths.staff.centre}#days-off` },
	desks: { check: 'counter.seats', at: `${paths.staff.centre}#desks` },
	people: { check: 'access.people', at: paths.staff.accounts },
	devices: { check: 'access.hall', at: paths.staff.devices },
	account: { check: 'payments.account', at: `${paths.staff.centre}#account` },
	'e-id': { check: 'access.e-id', at: null },
	portal: { check: 'filing.portal', at: `${paths.staff.centre}#ways` },
	messages: { check: 'data-rights.messages', at: null },
	// The register is kept by the head of centre.
	hamlets: { check: 'places.hamlets-loaded', at: null },
	backup: { check: 'platform.backup', at: null },
	served: { check: 'counter.served', at: paths.machines.kiosk }
};

export type Step = { step: FirstStep; found: Found; state: StepState; at: string | null };

/** The steps in their order, each with what is found of it and what was said. */
export const stepsOf = (found: readonly Found[], said: Readonly<Record<string, 'right' | 'later'>>): Step[] =>
	firstSteps.flatMap((step) => {
		const { check, at } = steps[step];
		const one = found.find(({ name }) => name === check);
		return one ? [{ step, found: one, state: stepState(step, one.state, said[step]), at }] : [];
	});

/** The step whose turn it is: the first that nobody has done or put off. */
export const nextOf = (all: readonly Step[]): Step | null =>
	all.find(({ state }) => state === 'to-do' || state === 'to-look') ?? null;
