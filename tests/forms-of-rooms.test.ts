import * as v from 'valibot';
import { expect, test } from 'vitest';
import { PairForm } from '#capabilities/access/forms.ts';
import { FollowUpForm, NeedForm, PlanForm } from '#capabilities/assistance/forms.ts';
import { TransferForm } from '#capabilities/counter/forms.ts';
import { ConsentForm } from '#capabilities/privacy/forms.ts';
import { SettleForm, TakeBackForm } from '#capabilities/data-rights/forms.ts';
import { CallOffForm } from '#capabilities/readiness/forms.ts';

test('the small forms of the rooms say what their boxes mean', () => {
	expect(v.parse(PairForm, { digits: '120 345' })).toEqual({ code: '120 345' });
	expect(v.parse(FollowUpForm, { after: 30 })).toEqual({ afterDays: 30 });
	expect(v.parse(PlanForm, { promised: ' 2026-07-20 ' })).toEqual({ promisedOn: '2026-07-20' });
	expect(v.parse(PlanForm, { promised: null })).toEqual({ promisedOn: null });
	expect(v.parse(NeedForm, { person: '' })).toEqual({ person: '' });
	expect(v.parse(TransferForm, { to: 'a' })).toEqual({ desk: 'a' });
	expect(v.parse(CallOffForm, { slot: ['a', 'b'], seen: ['c'] })).toEqual({ slots: ['a', 'b'], seen: ['c'] });
	expect(v.parse(TakeBackForm, { which: 'a' })).toEqual({ request: 'a' });
	expect(v.parse(SettleForm, { answer: null })).toEqual({ reason: null });
});

test('one press answers one purpose', () => {
	const said = { answer: 'follow-up-call given', 'read-aloud': true };
	expect(v.parse(ConsentForm, said)).toEqual({ purpose: 'follow-up-call', answer: 'given', readAloud: true });
	expect(v.safeParse(ConsentForm, { ...said, answer: 'follow-up-call' }).success).toBe(false);
	expect(v.safeParse(ConsentForm, { ...said, answer: 'everything given' }).success).toBe(false);
});
