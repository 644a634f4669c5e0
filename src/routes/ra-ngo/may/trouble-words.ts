import { atDoor } from '#capabilities/assistance/at-door.ts';
import { caseAtDoor } from '#capabilities/cases/at-door.ts';
import { consentAtDoor } from '#capabilities/privacy/at-door.ts';
import { triageAtDoor } from '#capabilities/readiness/at-door.ts';
import { residentsAtDoor } from '#capabilities/residents/at-door.ts';
import { supportAtDoor } from '#capabilities/support/at-door.ts';
import { slipAtDoor } from '#capabilities/visit-slips/at-door.ts';
import { fieldAtDoor } from '#capabilities/field/at-door.ts';
import { m } from 'virtual:app-words';

// What was said on this phone and why it does not stand, in words.

type Words = () => string;

const whats: Record<string, Words> = {
	[atDoor.recordVisit]: m['field.did-visit'],
	[atDoor.recordNeed]: m['field.did-need'],
	[atDoor.planNeed]: m['field.did-promise'],
	[atDoor.takeBackVisit]: m['field.did-take-back'],
	[supportAtDoor.open]: m['support.at-door'],
	[slipAtDoor]: m['visit-slips.did-leave-slip'],
	[consentAtDoor.ask]: m['field.did-consent'],
	[consentAtDoor.withdraw]: m['field.did-withdraw'],
	[consentAtDoor.unsay]: m['field.did-unsay'],
	[triageAtDoor]: m['field.did-triage'],
	[caseAtDoor.write]: m['cases.did-write-at-door'],
	[caseAtDoor.bringPhoto]: m['cases.did-bring-photo'],
	[caseAtDoor.takeBack]: m['cases.did-take-back-at-door'],
	[residentsAtDoor.setNeeds]: m['field.did-helps'],
	[residentsAtDoor.recordUnverified]: m['field.did-add'],
	[residentsAtDoor.join]: m['field.did-join'],
	[residentsAtDoor.leave]: m['field.did-leave'],
	[residentsAtDoor.correct]: m['field.did-correct'],
	[residentsAtDoor.nameHead]: m['field.did-head'],
	[residentsAtDoor.place]: m['field.did-place'],
	[fieldAtDoor.reportCard]: m['field.did-report-card'],
	[fieldAtDoor.notePractice]: m['field.did-note-practice'],
	[fieldAtDoor.setOut]: m['field.did-set-out'],
	[fieldAtDoor.stayLonger]: m['field.did-stay-longer'],
	[fieldAtDoor.sayHome]: m['field.did-say-home'],
	[fieldAtDoor.raiseAlarm]: m['field.did-raise-alarm'],
	[fieldAtDoor.openDoor]: m['field.did-open']
};
export const whatWords = (command: string): string => whats[command]?.() ?? command;

const whys: Record<string, Words> = {
	'dep-missing': m['refusal.dep-missing'],
	'dep-refused': m['refusal.dep-refused'],
	'app-old': m['refusal.app-old'],
	'app-newer': m['refusal.app-newer'],
	'not-your-area': m['refusal.not-your-area'],
	'handed-over': m['refusal.handed-over'],
	'phone-revoked': m['refusal.phone-revoked'],
	'changed-otherwise': m['refusal.changed-otherwise'],
	'no-stands': m['refusal.no-stands'],
	'need-closed': m['refusal.need-closed'],
	'need-unknown': m['refusal.need-unknown'],
	'household-unknown': m['refusal.household-unknown']
};
/** Why a word does not stand yet, as far as a phone knows it. */
export const whyNotWords = (code: string | null): string => (whys[code ?? ''] ?? m['field.trouble-other'])();
