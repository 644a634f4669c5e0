import type { Answers, Reason, Bring, Next } from './answers.ts';

/** What they came for. */
export const wants = ['level-2', 'level-1', 'activate', 'locked', 'lost-phone', 'new-phone'] as const;
export type Want = (typeof wants)[number];
/** Their card: good with a chip, good without one, over its day, or none. */
export const cards = ['chip', 'no-chip', 'expired', 'none'] as const;
/** The SIM in the phone: in their own name (a child's: in its representative's), in another's, none. */
export const sims = ['own', 'other', 'none'] as const;
export const phones = ['able', 'not-able', 'none'] as const;
export const fingers = ['readable', 'worn'] as const;
export const ages = ['under-6', 'child', 'grown'] as const;
type Age = (typeof ages)[number];

/**
 * Where to go. `police-*` and `account` are the commune police (`account` also the hotline), `telecom` a shop of their
 * network, `phone` is what can be done at the counter until they have one that can, `app-level-1` and `activate` are done
 * on their own phone with somebody beside.
 */
export const nextSteps = [
	'police-card',
	'telecom',
	'phone',
	'police-level-2',
	'police-child',
	'app-level-1',
	'activate',
	'account'
] as const;
export type NextStep = (typeof nextSteps)[number];

type Step = Omit<Next, 'follows'>;
const CARD_REASON = { none: 'card-none', expired: 'card-expired', 'no-chip': 'card-no-chip' } as const;

const withChild = ({ age }: Answers): { reasons: Reason[]; bring: Bring[] } =>
	age === 'grown' ? { reasons: [], bring: [] } : { reasons: ['with-representative'], bring: ['representative'] };

/** A card that is over or without a chip comes first: on it level 2 cannot be given (3.000228). */
const cardStep = (a: Answers): Step[] =>
	a.card === 'chip'
		? []
		: [
				{
					step: 'police-card',
					reasons: [CARD_REASON[a.card], ...withChild(a).reasons],
					bring: [...(a.card === 'none' ? [] : (['old-card'] as const)), ...withChild(a).bring]
				}
			];
const simStep = ({ sim }: Answers): Step[] =>
	sim === 'own' ? [] : [{ step: 'telecom', reasons: [sim === 'none' ? 'sim-none' : 'sim-other'], bring: ['phone'] }];
const phoneStep = ({ phone }: Answers): Step[] =>
	phone === 'able' ? [] : [{ step: 'phone', reasons: [phone === 'none' ? 'phone-none' : 'phone-not-able'], bring: [] }];
const activateStep: Step = { step: 'activate', reasons: ['activate-soon'], bring: ['phone-own-sim', 'card'] };

const levelTwoStep = (a: Answers): Step => ({
	step: 'police-level-2',
	reasons: [
		'police-only',
		...(a.fingers === 'worn' ? (['fingers-police-decide'] as const) : []),
		...withChild(a).reasons
	],
	bring: ['card', 'phone-own-sim', ...withChild(a).bring]
});
const accountStep = (reason: Reason): Step => ({ step: 'account', reasons: [reason], bring: ['card', 'phone'] });

/** What has to be done for each wish, in its order: NĐ 69/2024 art. 7, procedures 1.011410 and 3.000228. */
const stepsOf: Record<Want, (a: Answers) => Step[]> = {
	'level-2': (a) => [...cardStep(a), ...simStep(a), ...phoneStep(a), levelTwoStep(a), activateStep],
	'level-1': (a) => [
		...cardStep(a),
		...phoneStep(a),
		{ step: 'app-level-1', reasons: ['app-nfc'], bring: ['card', 'phone'] }
	],
	activate: (a) => [...simStep(a), ...phoneStep(a), activateStep],
	locked: () => [accountStep('account-locked')],
	'lost-phone': (a) => [accountStep('account-lost'), ...simStep(a), ...phoneStep(a), activateStep],
	'new-phone': (a) => [...phoneStep(a), accountStep('account-moved'), ...simStep(a), activateStep]
};

/** Below six there is level 1 alone, on demand, with whoever represents the child. */
const underSix: Step = {
	step: 'police-child',
	reasons: ['level-1-only', 'with-representative'],
	bring: ['representative']
};

/** One next step, why, what to bring, and the steps that follow. */
export function nextStep(answers: Answers): Next {
	const young = answers.age === 'under-6' && (answers.want === 'level-2' || answers.want === 'level-1');
	const [first, ...rest] = young ? [underSix] : stepsOf[answers.want](answers);
	return { ...first!, follows: rest.map(({ step }) => step) };
}

/** How old somebody is for this law; a year alone counts as if the birthday had come, an unknown one as grown. */
export function ageOf(birthDate: string | null, birthYear: number | null, today: string): Age {
	const year = birthDate === null ? birthYear : Number(birthDate.slice(0, 4));
	if (year === null) return 'grown';
	const before = birthDate !== null && today.slice(5) < birthDate.slice(5) ? 1 : 0;
	const age = Number(today.slice(0, 4)) - year - before;
	return age < 6 ? 'under-6' : age < 14 ? 'child' : 'grown';
}
