import { MakeUpForm } from '#capabilities/classes/forms.ts';
import { cancelMakeUp, makeUp } from '#capabilities/classes/make-up.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { back, run } from './together.server.ts';

/** Whoever was away from a lesson of this class sits in another, or cannot come to it. */
export const makeUps = {
	makeUp: byStaff(makeUp, { reads: MakeUpForm, given: { missedRun: run }, to: back('hoc-bu') }),
	cancelMakeUp: byStaff(cancelMakeUp, { to: back('thoi') })
};
