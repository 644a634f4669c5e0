import type { TRIAGE } from '#capabilities/field/visited.browser.ts';
import type { Bring } from '#capabilities/readiness/answers.ts';
import type { NextStep } from '#capabilities/readiness/rules-triage.ts';
import { m } from 'virtual:app-words';

// The five questions of an e-ID, in the words of the counter.

type Words = () => string;
type Question = { title: Words; answers: Record<string, Words> };

const asked = (title: Words, answers: Record<string, Words>): Question => ({ title, answers });

export const questions: Record<(typeof TRIAGE)[number], Question> = {
	want: asked(m['readiness.ask-want'], {
		'level-2': m['readiness.want-level-2'],
		'level-1': m['readiness.want-level-1'],
		activate: m['readiness.want-activate'],
		locked: m['readiness.want-locked'],
		'lost-phone': m['readiness.want-lost-phone'],
		'new-phone': m['readiness.want-new-phone']
	}),
	card: asked(m['readiness.ask-card'], {
		chip: m['readiness.card-chip'],
		'no-chip': m['readiness.card-no-chip'],
		expired: m['readiness.card-expired'],
		none: m['readiness.card-none']
	}),
	sim: asked(m['readiness.ask-sim'], {
		own: m['readiness.sim-own'],
		other: m['readiness.sim-other'],
		none: m['readiness.sim-none']
	}),
	phone: asked(m['readiness.ask-phone'], {
		able: m['readiness.phone-able'],
		'not-able': m['readiness.phone-not-able'],
		none: m['readiness.phone-none']
	}),
	fingers: asked(m['readiness.ask-fingers'], {
		readable: m['readiness.fingers-readable'],
		worn: m['readiness.fingers-worn']
	})
};

export const steps: Record<NextStep, Words> = {
	'police-card': m['readiness.door-police-card'],
	telecom: m['readiness.door-telecom'],
	phone: m['readiness.door-phone'],
	'police-level-2': m['readiness.door-police-level-2'],
	'police-child': m['readiness.door-police-child'],
	'app-level-1': m['readiness.door-app-level-1'],
	activate: m['readiness.door-activate'],
	account: m['readiness.door-account']
};

export const brings: Record<Bring, Words> = {
	card: m['readiness.bring-card'],
	'old-card': m['readiness.bring-old-card'],
	'phone-own-sim': m['readiness.bring-phone-own-sim'],
	phone: m['readiness.bring-phone'],
	representative: m['readiness.bring-representative']
};
